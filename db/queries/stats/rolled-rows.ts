import { type SQL, sql } from "drizzle-orm";
import { arrayParameter } from "../array-parameter.ts";
import { narrowestMask } from "./cuboids.ts";
import type { Dimension, Fact } from "./facts.ts";
import { type Condition, sketchesOf } from "./raw-figures.ts";

const raw = (text: string) => sql.raw(text);
export const moments = (list: readonly number[]) =>
  sql`${arrayParameter(list.map((moment) => new Date(moment).toISOString()))}::timestamptz[]`;
export const integers = (list: readonly number[]) => sql`${arrayParameter(list)}::integer[]`;

/** A row of time of a roll-up, as lib/stats/time-to-read.ts tells it. */
export interface RolledUnit {
  unit: number;
  grain: number;
  start: number;
}

/** Values to narrow to; an empty text is "none". */
export type Narrowing = Partial<Record<Dimension, string>>;

/** What is asked of rows of roll-ups. */
export interface RolledAsked {
  where: Narrowing;
  by: Dimension | null;
  /** All that is read of them, where an index holds it. */
  inIndex?: readonly string[];
}

/** Rows of a roll-up: where they come from, each with its `unit`, and the value of the split. */
interface RolledRows {
  with: SQL;
  from: SQL;
  dim: SQL;
}

/**
 * Rows of the roll-up that tell apart what is narrowed to, and `by`. The columns that an index does not hold are fetched
 * of the rows that pass alone: their keys are found first.
 */
export function rolledRows(fact: Fact, rolled: readonly RolledUnit[], asked: RolledAsked): RolledRows {
  const { where, by, inIndex } = asked;
  const narrowed = Object.keys(where) as Dimension[];
  const told = [...narrowed, ...(by === null ? [] : [by])];
  const arms = [rolled.filter(({ grain }) => grain === 1), rolled.filter(({ grain }) => grain !== 1)].flatMap(
    (some) => (some[0] ? [{ some, grain: some[0].grain, mask: narrowestMask(told, some[0].grain) }] : []),
  );
  // Hours apart and masks as constants: the planner then knows how many rows there are. `offset 0` has it look up each
  // piece in the index, also where a table is so small that to read all of it would look cheap.
  const rowsWith = (columns: readonly string[]) =>
    sql`(${sql.join(
      arms.map(
        ({ some, grain, mask }) => sql`
        select p.unit, ${raw(listOf(columns, "r."))} from
          unnest(${integers(some.map(({ unit }) => unit))}, ${integers(some.map((piece) => piece.grain))},
            ${moments(some.map(({ start }) => start))}) as p(unit, grain, start)
          cross join lateral (
            select * from ${raw(fact.rollup)} r where r.start = p.start and r.mask = ${raw(String(mask))}
              and r.grain = ${raw(grain === 1 ? "1" : "p.grain")} offset 0
          ) r`,
      ),
      sql` union all `,
    )})`;
  const keys = ["grain", "start", "mask", "series_id", ...Object.keys(fact.key)];
  const figures = [...Object.keys(fact.key), ...fact.measures, ...arraysOf(fact)];
  if (told.length === 0) return { with: sql``, from: sql`${rowsWith(figures)} r`, dim: sql`''` };
  const condition = conditionOf(where);
  const isWhole = narrowed.length === 0 || inIndex !== undefined;
  const found = sql`
    with series as materialized (
      select s.id, ${raw(by === null ? "''" : `s."${by}"`)} as dim from stats_series s
      where s.mask = any(${integers([...new Set(arms.map(({ mask }) => mask))])})
        and ${condition((dimension) => `s."${dimension}"`)}
    ),
    found as materialized ${rowsWith(isWhole ? ["series_id", ...(inIndex ?? figures)] : keys)}`;
  const joined = sql`found r join series s on s.id = r.series_id`;
  if (isWhole) return { with: found, from: joined, dim: sql`s.dim` };
  return {
    with: sql`${found}, keys as materialized (select r.*, s.dim from ${joined})`,
    from: sql`keys p cross join lateral (
      select * from ${raw(fact.rollup)} r where ${raw(keys.map((key) => `r.${key} = p.${key}`).join(" and "))} offset 0
    ) r`,
    dim: sql`p.dim`,
  };
}

const listOf = (names: readonly string[], prefix: string) =>
  names.map((name) => `${prefix}"${name}"`).join(", ");

const arraysOf = (fact: Fact) => sketchesOf(fact).flatMap((name) => [`${name}_bins`, `${name}_counts`]);

/** The condition that narrows to these values. */
export const conditionOf =
  (where: Narrowing): Condition =>
  (expressionOf) => {
    const parts = Object.entries(where).map(
      ([dimension, value]) => sql`${raw(expressionOf(dimension as Dimension))} = ${value}`,
    );
    return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
  };
