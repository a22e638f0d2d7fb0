import { sql } from "drizzle-orm";
import type { Database, Queryable } from "../../client.ts";
import { run } from "../run.ts";

/** What roll-ups hold; see lib/stats/pieces.ts. */
export interface StoredCoverage {
  rolledUntil: number;
  /** Hours that changed since, the newest of them: these are read from the rows. */
  changed: Set<number>;
  /** How many older hours changed as well; their figures are those of the last count. */
  recounting: number;
}

/**
 * Changed hours that a question reads from the rows, two days of them at most. Usually a few of the last minute changed;
 * after a migration or an import it can be every hour of a year, and a dashboard that reads all their rows answers
 * nobody. Older figures that are about to be counted anew beat none.
 */
const changedReadMax = 48;

/**
 * A transaction for figures: all of it sees one state, and writes nothing. The planner cannot know how few raw rows a
 * short time holds, and would read whole tables to be safe; compiling a query takes longer than running it.
 */
export async function inFiguresSnapshot<Result>(
  db: Database,
  work: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  return await run(
    db.transaction(
      async (tx) => {
        await tx.execute(
          sql`select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true)`,
        );
        return await work(tx);
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    ),
  );
}

/** How far figures are rolled up, and which hours changed since; before the first roll-up nothing is. */
export async function readCoverage(tx: Queryable): Promise<StoredCoverage> {
  const rows = await run(
    tx.execute(sql`
      with changed as (
        select distinct c.hour from stats_changes c, stats_progress p where c.hour < p.rolled_until
      )
      select (extract(epoch from p.rolled_until) * 1000)::double precision as rolled_until,
        (extract(epoch from newest.hour) * 1000)::double precision as hour,
        (select count(*) from changed)::integer as changed
      from stats_progress p
      left join (select hour from changed order by hour desc limit ${changedReadMax}) newest on true`),
  );
  const changed = new Set(rows.flatMap(({ hour }) => (hour === null ? [] : [Number(hour)])));
  return {
    rolledUntil: Number(rows[0]?.rolled_until ?? 0),
    changed,
    recounting: Number(rows[0]?.changed ?? 0) - changed.size,
  };
}
