import { sql } from "drizzle-orm";
import type { Database, Queryable } from "../../client.ts";
import { run } from "../run.ts";

/** What roll-ups hold; see lib/stats/pieces.ts. */
export interface StoredCoverage {
  rolledUntil: number;
  changed: Set<number>;
}

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
      select (extract(epoch from p.rolled_until) * 1000)::double precision as rolled_until,
        (extract(epoch from c.hour) * 1000)::double precision as hour
      from stats_progress p
      left join (select distinct hour from stats_changes) c on c.hour < p.rolled_until`),
  );
  return {
    rolledUntil: Number(rows[0]?.rolled_until ?? 0),
    changed: new Set(rows.flatMap(({ hour }) => (hour === null ? [] : [Number(hour)]))),
  };
}
