import { type SQL, sql } from "drizzle-orm";
import { binOf, type Dimension, dimensions, type Fact } from "./facts.ts";

const listOf = (parts: readonly string[]) => parts.join(",\n  ");

/** Narrows by dimensions, whose SQL is given by their names. */
export type Condition = (expressionOf: (dimension: Dimension) => string) => SQL;

/** Lets everything through. */
const always: Condition = () => sql`true`;

/** The columns of figures that are no measure: what was asked for, the series, and the rest of the roll-up's key. */
const keysOf = (fact: Fact) => [...dimensions, ...Object.keys(fact.key)];

export const sketchesOf = (fact: Fact) => Object.keys(fact.sketches);

/**
 * The figures of raw rows: one row for each `tag` of `ranges` (columns `tag`, `starts`, `ends`), series and rest of the
 * key, with the measures and sketches of the roll-up.
 */
export function rawFigures(fact: Fact, ranges: SQL, condition: Condition = always): SQL {
  const sketches = Object.entries(fact.sketches);
  const groups: [string, string][] = [
    ["tag", "ranges.tag"],
    ...Object.entries(fact.dimensions),
    ...Object.entries(fact.key),
    ...sketches.map(([name, value]): [string, string] => [`${name}_bin`, binOf(value)]),
  ];
  const measures = fact.measures.map((name) => `${fact.sums[name]} as "${name}"`);
  const binned = sql`
    select ${sql.raw(listOf([...groups.map(([name, expression]) => `${expression} as ${name}`), "count(*) as n", ...measures]))}
    from (${ranges}) ranges
    cross join ${sql.raw(fact.from)}
    where ${sql.raw(fact.condition)} and ${condition((dimension) => fact.dimensions[dimension])}
    group by ${sql.raw(groups.map((_, index) => index + 1).join(", "))}`;
  const sums = fact.measures.map((name) => `sum("${name}") as "${name}"`);
  const arrays = sketches.flatMap(([name]) => [
    `coalesce(array_agg(${name}_bin) filter (where ${name}_bin is not null), '{}') as ${name}_bins`,
    `coalesce(array_agg(n::integer) filter (where ${name}_bin is not null), '{}') as ${name}_counts`,
  ]);
  const keys = ["tag", ...keysOf(fact)];
  return sql`
    select ${sql.raw(listOf([...keys, ...sums, ...arrays]))}
    from (${binned}) binned
    group by ${sql.raw(keys.join(", "))}`;
}
