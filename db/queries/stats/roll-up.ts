import { sql } from "drizzle-orm";
import type { Database, Queryable } from "../../client.ts";
import { statsChanges, statsProgress } from "../../schema/stats.ts";
import { run } from "../run.ts";
import { sumHours } from "./roll-up-hours.ts";

/** Hours that one transaction sums at most, of those that ended since the last time. */
const hoursAtOnce = 168;
/**
 * Changed hours that one transaction sums at most, and of how many days. Each costs its day and its weeks as well, so
 * what a migration or an import changed all over a year is taken in small steps.
 */
const changedAtOnce = 48;
const changedDaysAtOnce = 2;
const hourMs = 3_600_000;

/** Nobody waits for a step, and one that never ends in time would be begun again for ever; a hanging one is given up. */
const stepTimeoutMs = 300_000;

/** Any fixed number, the same in every release: one process rolls up at a time. */
const rollUpLock = 7_041_906_232;

/**
 * A transaction that sees one state of the database throughout. Compiling its queries would take longer than running
 * them; the planner cannot know how few rows an hour has; sums by many dimensions go through one table in memory each.
 */
const inSnapshot = <Result>(db: Database, work: (tx: Queryable) => Promise<Result>): Promise<Result> =>
  run(
    db.transaction(
      async (tx) => {
        await tx.execute(sql`
          select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true),
            set_config('work_mem', '64MB', true), set_config('statement_timeout', ${String(stepTimeoutMs)}, true)`);
        return await work(tx);
      },
      { isolationLevel: "repeatable read" },
    ),
  );

/** A moment as milliseconds since 1970; null stays null. */
const millisecondsOf = (moment: string) =>
  sql.raw(`(extract(epoch from ${moment}) * 1000)::double precision`);

const oldestRow = millisecondsOf(`least(
    (select min(started_at) from attempts), (select min(created_at) from triages),
    (select min(created_at) from review_decisions))`);

/** A column of `millisecondsOf`. */
const momentOf = (value: unknown): number | null => (typeof value === "number" ? value : null);

/**
 * Notes that hours have ended, and this transaction's id. An hour is complete when all older transactions have ended:
 * whoever begins to write to it later notes that in `stats_changes`.
 */
async function closeHours(db: Queryable): Promise<void> {
  await run(
    db.execute(sql`
      update ${statsProgress} set closing_until = stats_hour(clock_timestamp()), closing_before = pg_current_xact_id()
      where closing_until is distinct from stats_hour(clock_timestamp())`),
  );
}

const readProgress = sql`
  select ${millisecondsOf("rolled_until")} as rolled_until,
    ${millisecondsOf("case when closing_before <= pg_snapshot_xmin(pg_current_snapshot()) then closing_until end")}
      as closed_until,
    case when rolled_until is null then ${oldestRow} end as oldest
  from stats_progress where pg_try_advisory_xact_lock(${rollUpLock})`;

const floorHour = (at: number) => Math.floor(at / hourMs) * hourMs;

/** Rolls up the next hours that are complete; true while there are more. */
async function rollUpNext(tx: Queryable): Promise<boolean> {
  const [progress] = await run(tx.execute(readProgress));
  const closedUntil = momentOf(progress?.closed_until);
  if (!progress || closedUntil === null) return false;
  const from = momentOf(progress.rolled_until) ?? floorHour(momentOf(progress.oldest) ?? closedUntil);
  const until = Math.max(from, Math.min(closedUntil, from + hoursAtOnce * hourMs));
  const next = Array.from({ length: (until - from) / hourMs }, (_, index) => from + index * hourMs);
  const isDue = sql`hour < ${new Date(until).toISOString()}`;
  const changes = await run(
    tx.execute(sql`
      with taken as (
        select hour from ${statsChanges}
        where ${isDue} and hour >= (
          select min(day) from (
            select distinct date_trunc('day', hour, 'UTC') as day from ${statsChanges}
            where ${isDue} order by day desc limit ${changedDaysAtOnce}
          ) days
        )
        group by hour order by hour desc limit ${changedAtOnce}
      )
      delete from stats_changes using taken where stats_changes.hour = taken.hour returning ${millisecondsOf("taken.hour")} as hour`),
  );
  const changed = [...new Set(changes.map(({ hour }) => Number(hour)))].filter((hour) => hour < from);
  await run(tx.execute(sql`update ${statsProgress} set rolled_until = ${new Date(until).toISOString()}`));
  await sumHours(tx, [...next, ...changed], until);
  const [more] = await run(
    tx.execute(sql`select exists (select from ${statsChanges} where ${isDue}) as changed`),
  );
  return until < closedUntil || more?.changed === true;
}

/**
 * Brings the figures up to date: hours that ended since the last time, and those in which something changed. Safe to
 * repeat and to run on several replicas at once: one works, the others do nothing. Stops between hours on a signal.
 */
export async function rollUpStats(db: Database, signal: AbortSignal): Promise<void> {
  await closeHours(db);
  while (!signal.aborted && (await inSnapshot(db, rollUpNext)));
}

/**
 * Sums everything anew from the rows that are there, week by week, and calls back after each. Hours before the oldest
 * row keep their figures: what retention removed cannot be counted again. Figures stay readable meanwhile.
 */
export async function rebuildStats(db: Database, onWeek: (until: Date) => void): Promise<void> {
  await rollUpStats(db, new AbortController().signal);
  const [window] = await run(
    db.execute(sql`
      select ${millisecondsOf("rolled_until")} as rolled_until, ${oldestRow} as oldest from stats_progress`),
  );
  const until = momentOf(window?.rolled_until);
  const oldest = momentOf(window?.oldest);
  if (until === null || oldest === null) return;
  for (let from = floorHour(oldest) + hourMs; from < until; from += hoursAtOnce * hourMs) {
    const length = Math.min(hoursAtOnce, (until - from) / hourMs);
    const hours = Array.from({ length }, (_, index) => from + index * hourMs);
    await inSnapshot(db, async (tx) => {
      await run(tx.execute(sql`select pg_advisory_xact_lock(${rollUpLock})`));
      await sumHours(tx, hours, until);
    });
    onWeek(new Date(from + length * hourMs));
  }
}
