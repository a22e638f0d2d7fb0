import { type SQL, sql } from "drizzle-orm";
import type { Queryable } from "../../client.ts";
import { statsSeries, statsSources } from "../../schema/stats.ts";
import { arrayParameter } from "../array-parameter.ts";
import { run } from "../run.ts";
import { dimensionPairs, everyDimension, singleDimensions } from "./cuboids.ts";
import { type Dimension, dimensions, type Fact, facts, sourcesMax } from "./facts.ts";
import { rawFigures, sketchesOf } from "./raw-figures.ts";

const hourMs = 3_600_000;
const raw = (text: string) => sql.raw(text);
const listOf = (names: readonly string[], prefix = "") =>
  names.map((name) => `${prefix}"${name}"`).join(", ");
const quoted = (names: readonly string[]) => raw(listOf(names));

const timestamps = (list: readonly number[]) =>
  sql`${arrayParameter(list.map((moment) => new Date(moment).toISOString()))}::timestamptz[]`;
const moments = (list: readonly number[]) => sql`unnest(${timestamps(list)})`;

const rangesOf = (hours: readonly number[]) => sql`
  select hour as tag, hour as starts, hour + interval '1 hour' as ends from ${moments(hours)} hour`;

const keysOf = (fact: Fact) => Object.keys(fact.key);
const arraysOf = (fact: Fact) => sketchesOf(fact).flatMap((name) => [`${name}_bins`, `${name}_counts`]);
const series = listOf(dimensions);

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

/** Stores `figures`, which have a mask and dimensions, under the series of these, and makes those that are new. */
const storeFigures = (fact: Fact, grain: number, columns: { start: string; values: string }) => sql`
  added as (
    insert into ${statsSeries} (mask, ${raw(series)}) select distinct mask, ${raw(series)} from figures
    on conflict do nothing returning id, mask, ${raw(series)}
  ),
  series as (
    select id, mask, ${raw(series)} from stats_series where mask in (select distinct mask from figures)
    union all select id, mask, ${raw(series)} from added
  )
  insert into ${raw(fact.rollup)} (grain, start, mask, series_id, ${quoted([...keysOf(fact), ...fact.measures, ...arraysOf(fact)])})
  select ${grain}, ${raw(columns.start)}, mask, series.id, ${raw(columns.values)}
  from figures join series using (mask, ${raw(series)})`;

/** Sums the raw rows of whole hours anew, all dimensions told apart. */
const rollUpHours = (fact: Fact, hours: readonly number[]): SQL => sql`
  with figures as materialized (select ${everyDimension}::smallint as mask, rows.* from (${rawFigures(fact, rangesOf(hours))}) rows),
  ${storeFigures(fact, 1, { start: "tag", values: listOf([...keysOf(fact), ...fact.measures, ...arraysOf(fact)]) })}`;

/** Sums rows that tell every dimension apart to rows of the same grain that tell only the dimensions of each set. */
function rollUpDimensions(
  fact: Fact,
  { grain, starts, sets }: { grain: number; starts: readonly number[]; sets: readonly Dimension[][] },
): SQL {
  const keys = ["start", ...keysOf(fact)];
  const grouped = (more: string[]) =>
    raw(sets.map((set) => `(${listOf([...keys, ...set, ...more])})`).join(", "));
  const columns = `${listOf(keys)}, (${everyDimension} - grouping(${series}))::smallint as mask,
    ${dimensions.map((name) => `coalesce("${name}", '') as "${name}"`).join(", ")}`;
  const group = `${listOf(keys)}, mask, ${series}`;
  const sketches = sketchesOf(fact).map(
    (name) => sql`${raw(`"${name}"`)} as (
      select ${raw(group)}, array_agg(bin order by bin) as ${raw(`${name}_bins`)},
        array_agg(n order by bin) as ${raw(`${name}_counts`)}
      from (
        select ${raw(columns)}, bin, sum(n)::integer as n
        from rows, unnest(${raw(`${name}_bins, ${name}_counts`)}) as u(bin, n)
        group by grouping sets (${grouped(["bin"])})
      ) bins group by ${raw(group)}
    ),`,
  );
  return sql`
    with rows as materialized (
      select r.*, ${raw(listOf(dimensions, "s."))}
      from ${moments(starts)} as p(at)
      join ${raw(fact.rollup)} r on r.grain = ${grain} and r.start = p.at and r.mask = ${everyDimension}
      join stats_series s on s.id = r.series_id
    ),
    sums as (
      select ${raw(columns)}, ${raw(fact.measures.map((name) => `sum("${name}") as "${name}"`).join(", "))}
      from rows group by grouping sets (${grouped([])})
    ),
    ${sql.join(sketches)}
    figures as (
      select * from sums ${raw(
        sketchesOf(fact)
          .map((name) => `left join "${name}" using (${group})`)
          .join(" "),
      )}
    ),
    ${storeFigures(fact, grain, {
      start: "start",
      values: `${listOf([...keysOf(fact), ...fact.measures])}, ${arraysOf(fact)
        .map((name) => `coalesce(${name}, '{}')`)
        .join(", ")}`,
    })}`;
}

/** Sums finer rows of a roll-up to coarser ones, whose starts are given. */
function rollUpGrain(
  fact: Fact,
  { grain, of, starts }: { grain: number; of: number; starts: readonly number[] },
): SQL {
  const names = ["mask", "series_id", ...keysOf(fact)];
  const groups = listOf(["start", ...names]);
  const ordinals = ["start", ...names].map((_, index) => index + 1);
  const span = sql`select p.at as start, ${raw(listOf(names, "r."))}`;
  const parts = starts.flatMap((at) =>
    Array.from({ length: grain / of }, (_, index) => ({ at, start: at + index * of * hourMs })),
  );
  const rows = sql`
    from unnest(${timestamps(parts.map(({ at }) => at))}, ${timestamps(parts.map(({ start }) => start))}) as p(at, start)
    join ${raw(fact.rollup)} r on r.grain = ${of} and r.start = p.start`;
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
  const sums = [...keysOf(fact), ...fact.measures];
  return sql`
    with sums as (
      ${span}, ${raw(fact.measures.map((name) => `sum(r."${name}") as "${name}"`).join(", "))} ${rows}
      group by ${raw(ordinals.join(", "))}
    )${sql.join(sketches)}
    insert into ${raw(fact.rollup)} (grain, start, mask, series_id, ${quoted([...sums, ...arraysOf(fact)])})
    select ${grain}, start, mask, series_id, ${quoted(sums)},
      ${raw(
        arraysOf(fact)
          .map((name) => `coalesce(${name}, '{}')`)
          .join(", "),
      )}
    from sums ${raw(
      sketchesOf(fact)
        .map((name) => `left join ${name} using (${groups})`)
        .join(" "),
    )}`;
}

const clear = (fact: Fact, grain: number, starts: readonly number[]) => sql`
  delete from ${raw(fact.rollup)} where grain = ${grain} and start in (select * from ${moments(starts)})`;

const mondayMs = 4 * 24 * hourMs;
const startsOf = (hours: readonly number[], grain: number) => {
  const step = grain * hourMs;
  return [...new Set(hours.map((hour) => Math.floor((hour - mondayMs) / step) * step + mondayMs))];
};

/** Sums hours anew, and the days, weeks and four weeks that hold them as far as these are over. */
export async function sumHours(tx: Queryable, hours: readonly number[], rolledUntil: number): Promise<void> {
  if (hours.length === 0) return;
  const wholeOf = (grain: number) =>
    startsOf(hours, grain).filter((start) => start + grain * hourMs <= rolledUntil);
  const [days, weeks, fourWeeks] = [wholeOf(24), wholeOf(168), wholeOf(672)];
  await run(tx.execute(learnSources(hours)));
  for (const fact of Object.values(facts)) {
    await run(tx.execute(clear(fact, 1, hours)));
    await run(tx.execute(rollUpHours(fact, hours)));
    await run(tx.execute(rollUpDimensions(fact, { grain: 1, starts: hours, sets: singleDimensions })));
    if (days.length === 0) continue;
    await run(tx.execute(clear(fact, 24, days)));
    await run(tx.execute(rollUpGrain(fact, { grain: 24, of: 1, starts: days })));
    await run(tx.execute(rollUpDimensions(fact, { grain: 24, starts: days, sets: dimensionPairs })));
    if (weeks.length === 0) continue;
    await run(tx.execute(clear(fact, 168, weeks)));
    await run(tx.execute(rollUpGrain(fact, { grain: 168, of: 24, starts: weeks })));
    if (fourWeeks.length === 0) continue;
    await run(tx.execute(clear(fact, 672, fourWeeks)));
    await run(tx.execute(rollUpGrain(fact, { grain: 672, of: 168, starts: fourWeeks })));
  }
}
