import { type SQL, sql } from "drizzle-orm";
import type { Database, Queryable } from "../../client.ts";
import { statsChanges, statsProgress, statsSeries, statsSources } from "../../schema/stats.ts";
import { arrayParameter } from "../array-parameter.ts";
import { run } from "../run.ts";
import { dimensions, type Fact, facts, sourcesMax } from "./facts.ts";
import { rawFigures, sketchesOf } from "./raw-figures.ts";

/** Hours that one transaction sums at most. */
const hoursAtOnce = 168;
const hourMs = 3_600_000;

/** Any fixed number, the same in every release: one process rolls up at a time. */
const rollUpLock = 7_041_906_232;

const hourList = (hours: readonly number[]) =>
  sql`unnest(${arrayParameter(hours.map((hour) => new Date(hour).toISOString()))}::timestamptz[])`;

const quoted = (names: readonly string[]) => sql.raw(names.map((name) => `"${name}"`).join(", "));
const raw = (text: string) => sql.raw(text);

const rangesOf = (hours: readonly number[]) => sql`
  select hour as tag, hour as starts, hour + interval '1 hour' as ends from ${hourList(hours)} hour`;

/** Sources of these hours that get figures of their own, the most frequent first, while there is room. */
const learnSources = (hours: readonly number[]) => sql`
  with ranges as (${rangesOf(hours)})
  insert into ${statsSources} (source)
  select source from (
    select k.source from ranges, triages_between(starts, ends) t join tickets k on k.id = t.ticket_id
    union all
    select a.source from ranges, attempts_between(starts, ends) a
  ) seen
  where source is not null and not exists (select from stats_sources known where known.source = seen.source)
  group by source
  order by count(*) desc, source
  limit (select greatest(0, ${sourcesMax} - count(*)) from stats_sources)
  on conflict do nothing`;

/** Sums the raw rows of whole hours anew. */
function rollUpHours(fact: Fact, hours: readonly number[]): SQL {
  const arrays = sketchesOf(fact).flatMap((name) => [`${name}_bins`, `${name}_counts`]);
  const columns = [...Object.keys(fact.key), ...fact.measures, ...arrays];
  const series = dimensions.map((name) => `"${name}"`).join(", ");
  return sql`
    with figures as materialized (${rawFigures(fact, rangesOf(hours))}),
    added as (
      insert into ${statsSeries} (${raw(series)}) select distinct ${raw(series)} from figures
      on conflict do nothing returning id, ${raw(series)}
    ),
    series as (select id, ${raw(series)} from stats_series union all select id, ${raw(series)} from added)
    insert into ${raw(fact.rollup)} (grain, start, series_id, ${quoted(columns)})
    select 1, figures.tag, series.id, ${quoted(columns)}
    from figures join series using (${raw(series)})`;
}

/** Sums finer rows of a roll-up to coarser ones, whose starts are given. */
function rollUpGrain(
  fact: Fact,
  { grain, of, starts }: { grain: number; of: number; starts: number[] },
): SQL {
  const groups = ["start", "series_id", ...Object.keys(fact.key)].map((name) => `"${name}"`).join(", ");
  const ordinals = ["start", "series_id", ...Object.keys(fact.key)].map((_, index) => index + 1);
  const span = sql`
    select p.at as start, ${raw(["series_id", ...Object.keys(fact.key)].map((name) => `r.${name}`).join(", "))}`;
  const rows = sql`
    from ${hourList(starts)} as p(at)
    join ${raw(fact.rollup)} r
      on r.grain = ${of} and r.start >= p.at and r.start < p.at + make_interval(hours => ${grain})`;
  const sketches = sketchesOf(fact).map(
    (name) => sql`, ${raw(name)} as (
      select ${raw(groups)}, array_agg(bin order by bin) as ${raw(`${name}_bins`)},
        array_agg(n order by bin) as ${raw(`${name}_counts`)}
      from (
        ${span}, u.bin, sum(u.n)::integer as n ${rows}, unnest(r.${raw(`${name}_bins`)}, r.${raw(`${name}_counts`)}) as u(bin, n)
        group by ${raw([...ordinals, ordinals.length + 1].join(", "))}
      ) bins group by ${raw(groups)}
    )`,
  );
  const arrays = sketchesOf(fact).flatMap((name) => [`${name}_bins`, `${name}_counts`]);
  const keys = Object.keys(fact.key);
  return sql`
    with sums as (
      ${span}, ${raw(fact.measures.map((name) => `sum(r."${name}") as "${name}"`).join(", "))} ${rows}
      group by ${raw(ordinals.join(", "))}
    )${sql.join(sketches)}
    insert into ${raw(fact.rollup)} (grain, start, series_id, ${quoted([...keys, ...fact.measures, ...arrays])})
    select ${grain}, start, series_id, ${quoted([...keys, ...fact.measures])},
      ${raw(arrays.map((name) => `coalesce(${name}, '{}')`).join(", "))}
    from sums ${raw(
      sketchesOf(fact)
        .map((name) => `left join ${name} using (${groups})`)
        .join(" "),
    )}`;
}

const clear = (fact: Fact, grain: number, starts: readonly number[]) => sql`
  delete from ${raw(fact.rollup)} where grain = ${grain} and start in (select * from ${hourList(starts)})`;

const mondayMs = 4 * 24 * hourMs;
const startsOf = (hours: readonly number[], grain: number) => {
  const step = grain * hourMs;
  return [...new Set(hours.map((hour) => Math.floor((hour - mondayMs) / step) * step + mondayMs))];
};

/** Sums hours anew, and the days and weeks that hold them as far as these are over. */
async function sumHours(tx: Queryable, hours: readonly number[], rolledUntil: number): Promise<void> {
  if (hours.length === 0) return;
  await run(tx.execute(learnSources(hours)));
  for (const fact of Object.values(facts)) {
    await run(tx.execute(clear(fact, 1, hours)));
    await run(tx.execute(rollUpHours(fact, hours)));
    for (const { grain, of } of [
      { grain: 24, of: 1 },
      { grain: 168, of: 24 },
    ]) {
      const starts = startsOf(hours, grain).filter((start) => start + grain * hourMs <= rolledUntil);
      if (starts.length === 0) continue;
      await run(tx.execute(clear(fact, grain, starts)));
      await run(tx.execute(rollUpGrain(fact, { grain, of, starts })));
    }
  }
}

/** A transaction that sees one state of the database throughout. */
const inSnapshot = <Result>(db: Database, work: (tx: Queryable) => Promise<Result>): Promise<Result> =>
  run(db.transaction(work, { isolationLevel: "repeatable read" }));

/** A moment as milliseconds since 1970; null stays null. */
const millisecondsOf = (moment: string) => raw(`(extract(epoch from ${moment}) * 1000)::double precision`);

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
  const changes = await run(
    tx.execute(sql`
      with taken as (
        select hour from ${statsChanges} where hour < ${new Date(until).toISOString()}
        group by hour order by hour desc limit ${hoursAtOnce}
      )
      delete from stats_changes using taken where stats_changes.hour = taken.hour returning ${millisecondsOf("taken.hour")} as hour`),
  );
  const changed = [...new Set(changes.map(({ hour }) => Number(hour)))].filter((hour) => hour < from);
  await run(tx.execute(sql`update ${statsProgress} set rolled_until = ${new Date(until).toISOString()}`));
  await sumHours(tx, [...next, ...changed], until);
  return until < closedUntil || changed.length === hoursAtOnce;
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
