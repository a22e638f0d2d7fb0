import { sql } from "drizzle-orm";
import type { Window } from "../../lib/core/sliding-window.ts";
import type { Queryable } from "../client.ts";
import { type callerKinds, type callerMeasures, callerWindows } from "../schema/caller-limits.ts";
import { run } from "./run.ts";

/** What is counted: a measure of a caller. */
export interface Counted {
  kind: (typeof callerKinds)[number];
  name: string;
  measure: (typeof callerMeasures)[number];
}

interface Taken {
  admitted: boolean;
  window: Window;
  /** By the clock of the database, which all replicas share. */
  nowMs: number;
}

const minute = sql.raw("interval '1 minute'");
/** The row's buckets, as they are in the minute of the row that was to be added. */
const previous = sql.raw(`case when w.started >= excluded.started then w.previous
  when w.started = excluded.started - interval '1 minute' then w.current else 0 end`);
const current = sql.raw("case when w.started >= excluded.started then w.current else 0 end");
const left = sql.raw(`greatest(0, 1 - extract(epoch from
  clock_timestamp() - greatest(w.started, excluded.started)) / 60)::double precision`);

const rowOf = ({ kind, name, measure }: Counted, amount: number) => sql`
  insert into ${callerWindows} as w (kind, name, measure, started, current, previous)
  values (${kind}, ${name}, ${measure}, date_bin(${minute}, clock_timestamp(), 'epoch'), ${amount}, 0)
  on conflict (kind, name, measure) do update
  set started = greatest(w.started, excluded.started), previous = ${previous}`;

const windowColumns =
  sql.raw(`(extract(epoch from started) * 1000)::double precision as started_ms, current, previous,
  (extract(epoch from clock_timestamp()) * 1000)::double precision as now_ms`);

const takenOf = (row: Record<string, unknown>, admitted: boolean): Taken => ({
  admitted,
  window: {
    startedMs: Number(row.started_ms),
    current: Number(row.current),
    previous: Number(row.previous),
  },
  nowMs: Number(row.now_ms),
});

/**
 * Counts `amount` (at most the limit) when it fits into the limit. Whoever counts at the same time waits for the row,
 * so that the limit is never passed, however many replicas count.
 */
export async function takeFromWindow(
  db: Queryable,
  counted: Counted,
  amount: number,
  limit: number,
): Promise<Taken> {
  const [taken] = await run(
    db.execute(sql`
      ${rowOf(counted, amount)}, current = ${current} + excluded.current
      where ${previous} * ${left} + ${current} + excluded.current <= ${limit}
      returning ${windowColumns}`),
  );
  if (taken) return takenOf(taken, true);
  const [found] = await run(
    db.execute(sql`
      select ${windowColumns} from ${callerWindows}
      where kind = ${counted.kind} and name = ${counted.name} and measure = ${counted.measure}`),
  );
  // A crash of the database in between forgets the row.
  return takenOf(found ?? { started_ms: 0, current: 0, previous: 0, now_ms: 0 }, found === undefined);
}

/** Counts whatever the limit: what a call took beyond what was kept back for it, or, negative, what it left. */
export async function addToWindow(db: Queryable, counted: Counted, amount: number): Promise<void> {
  const atLeastNone = Math.max(0, amount);
  await run(
    db.execute(sql`
      ${rowOf(counted, atLeastNone)}, current = greatest(0, ${current} + ${amount})`),
  );
}
