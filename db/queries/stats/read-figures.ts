import { type SQL, sql } from "drizzle-orm";
import type { Sketch } from "../../../lib/core/latency-sketch.ts";
import { courseMeasures, type StatsFact } from "../../../lib/core/stats-measures.ts";
import type { Queryable } from "../../client.ts";
import { arrayParameter } from "../array-parameter.ts";
import { run } from "../run.ts";
import { narrowestMask } from "./cuboids.ts";
import { type Dimension, type Fact, facts } from "./facts.ts";
import { type Condition, rawFigures, sketchesOf } from "./raw-figures.ts";
import { sketchOf } from "./sketch-text.ts";

/** Time to sum, as lib/stats/time-to-read.ts tells it. */
interface TimeToRead {
  members: readonly (readonly { bucket: number; sign: 1 | -1 }[])[];
  rolled: readonly { unit: number; grain: number; start: number }[];
  raw: readonly { unit: number; from: number; to: number }[];
}

/** Stands for the time of all buckets from 0 on; buckets are numbered from -1 on. */
export const wholeBucket = -2;

export interface FiguresToRead {
  /** Buckets, each by itself. */
  time: TimeToRead;
  /** The time of all buckets from 0 on, as `wholeBucket`. */
  whole: TimeToRead;
  /** Both, of which the raw rows are read. */
  all: TimeToRead;
  /** Narrows to these values; an empty text is "none". */
  where: Partial<Record<Dimension, string>>;
  /** Splits the buckets from 0 on. */
  by: Dimension | null;
}

type Sums = Record<string, bigint | number>;

interface Counted {
  sums: Sums;
  sketches: Record<string, Sketch>;
}

export interface Figures {
  buckets: Map<number, Counted>;
  /** By value of the split, over the whole time. */
  groups: Map<string, Counted>;
  /** By value of the split and bucket: the measures that are shown over time. */
  courses: Map<string, Map<number, Sums>>;
}

const raw = (text: string) => sql.raw(text);
const moments = (list: readonly number[]) =>
  sql`${arrayParameter(list.map((moment) => new Date(moment).toISOString()))}::timestamptz[]`;
const integers = (list: readonly number[]) => sql`${arrayParameter(list)}::integer[]`;

/** What is asked of rows of roll-ups. */
interface RolledAsked {
  where: FiguresToRead["where"];
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
function rolledRows(fact: Fact, { rolled }: Pick<TimeToRead, "rolled">, asked: RolledAsked): RolledRows {
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

const rawRanges = (pieces: TimeToRead["raw"]) => sql`
  select * from unnest(${integers(pieces.map(({ unit }) => unit))}, ${moments(pieces.map(({ from }) => from))},
    ${moments(pieces.map(({ to }) => to))}) as r(tag, starts, ends)`;

const conditionOf =
  (where: FiguresToRead["where"]): Condition =>
  (expressionOf) => {
    const parts = Object.entries(where).map(
      ([dimension, value]) => sql`${raw(expressionOf(dimension as Dimension))} = ${value}`,
    );
    return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
  };

const sumsOf = (fact: Fact, names: readonly string[], row: string) =>
  names
    .map(
      (name) =>
        `sum(${row}."${name}")::${fact.fractional.includes(name) ? "double precision" : "bigint"} as "${name}"`,
    )
    .join(", ");

/** The sketches of rows as one text, `bins:counts` for each: adding them up is faster here than there. */
const sketchTexts = (fact: Fact, row: string) =>
  sketchesOf(fact)
    .map(
      (name) => `string_agg(array_to_string(${row}.${name}_bins, ',') || ':' ||
        array_to_string(${row}.${name}_counts, ','), ';') filter (where ${row}.${name}_bins <> '{}') as sketch_${name}`,
    )
    .join(", ");

/** Money may be more than a number holds exactly; counts and tokens are not. */
const sumOf = (name: string, value: unknown) =>
  name.endsWith("_nano_usd") ? BigInt(String(value)) : Number(value);

/** Figures that grow. */
interface Growing {
  sums: Sums;
  sketches: Record<string, Map<number, number>>;
}

const countedOf = (fact: Fact, row: Record<string, unknown>): Counted => ({
  sums: sumsOfRow(fact.measures, row),
  sketches: Object.fromEntries(
    sketchesOf(fact).flatMap((name) => {
      const text = row[`sketch_${name}`];
      return typeof text === "string" ? [[name, sketchOf(text)]] : [];
    }),
  ),
});

function sumsOfRow(names: readonly string[], row: Record<string, unknown>): Sums {
  const sums: Sums = {};
  for (const name of names) sums[name] = sumOf(name, row[name]);
  return sums;
}

/** Adds sums to those that are there, or takes them off. */
function addSums(into: Sums, more: Sums, sign: 1 | -1): void {
  for (const name in more) {
    const [known, value] = [into[name], more[name] ?? 0];
    if (typeof value === "bigint") {
      const signed = sign === 1 ? value : -value;
      into[name] = typeof known === "bigint" ? known + signed : signed;
    } else into[name] = Number(known ?? 0) + sign * value;
  }
}

function addCounted<Key>(into: Map<Key, Growing>, key: Key, more: Counted, sign: 1 | -1): void {
  let known = into.get(key);
  if (!known) {
    known = { sums: {}, sketches: {} };
    into.set(key, known);
  }
  addSums(known.sums, more.sums, sign);
  for (const [name, sketch] of Object.entries(more.sketches)) {
    const growing = known.sketches[name];
    if (!growing && sign === 1) {
      known.sketches[name] = new Map(sketch);
      continue;
    }
    const counts = growing ?? new Map<number, number>();
    for (const [bin, count] of sketch) counts.set(bin, (counts.get(bin) ?? 0) + sign * count);
    known.sketches[name] = counts;
  }
}

function addCourse(
  courses: Figures["courses"],
  at: { group: string; bucket: number },
  more: Sums,
  sign: 1 | -1,
): void {
  const course = courses.get(at.group) ?? new Map<number, Sums>();
  const sums = course.get(at.bucket) ?? {};
  addSums(sums, more, sign);
  course.set(at.bucket, sums);
  courses.set(at.group, course);
}

const none: readonly Record<string, unknown>[] = [];

/** Sums of the roll-up by unit, and by value of the split where there is one; sketches are read where they are shown. */
function readRolled(
  tx: Queryable,
  fact: Fact,
  time: Pick<TimeToRead, "rolled">,
  what: RolledAsked & { columns: string },
) {
  if (time.rolled.length === 0) return Promise.resolve(none);
  const rows = rolledRows(fact, time, what);
  return run(
    tx.execute(
      sql`${rows.with} select unit, ${rows.dim} as dim, ${raw(what.columns)} from ${rows.from} group by 1, 2`,
    ),
  );
}

/**
 * How the measures of a course go in each group: a list of units, and one of values for each measure. Thousands of short
 * rows would take longer to arrive than to sum.
 */
function readCourses(tx: Queryable, fact: Fact, asked: FiguresToRead, measures: readonly string[]) {
  const { time, where, by } = asked;
  const rolled = time.rolled.filter(({ unit }) => time.members[unit]?.some(({ bucket }) => bucket >= 0));
  if (by === null || measures.length === 0 || rolled.length === 0) return Promise.resolve(none);
  const rows = rolledRows(fact, { rolled }, { where, by, inIndex: measures });
  const lists = ["unit", ...measures].map((name) => `array_agg("${name}") as "${name}"`);
  return run(
    tx.execute(sql`
      ${rows.with} select dim, ${raw(lists.join(", "))} from (
        select unit, ${rows.dim} as dim, ${raw(sumsOf(fact, measures, "r"))} from ${rows.from} group by 1, 2
      ) courses group by 1`),
  );
}

const numbersOf = (list: unknown): number[] => JSON.parse(`[${String(list).slice(1, -1)}]`);

/** Figures of what is not rolled up, by unit and value of the split. */
const readRaw = (tx: Queryable, fact: Fact, { all, where, by }: FiguresToRead) =>
  all.raw.length === 0
    ? Promise.resolve(none)
    : run(
        tx.execute(sql`
          select f.tag as unit, ${raw(by === null ? "'' as dim" : `f."${by}" as dim`)}, ${raw(columnsOf(fact, "f"))}
          from (${rawFigures(fact, rawRanges(all.raw), conditionOf(where))}) f group by 1, 2`),
      );

const columnsOf = (fact: Fact, row: string) =>
  [sumsOf(fact, fact.measures, row), sketchTexts(fact, row)].join(", ");

/** The figures of one kind, from roll-ups and raw rows. */
export async function readFigures(tx: Queryable, name: StatsFact, asked: FiguresToRead): Promise<Figures> {
  const fact = facts[name];
  const { time, whole, all, where, by } = asked;
  const measures = courseMeasures[name];
  const columns = columnsOf(fact, "r");
  const [ofBuckets, ofGroups, courses, fresh] = await Promise.all([
    readRolled(tx, fact, time, { columns, where, by: null }),
    by === null ? none : readRolled(tx, fact, whole, { columns, where, by }),
    readCourses(tx, fact, asked, measures),
    readRaw(tx, fact, asked),
  ]);
  const figures = {
    buckets: new Map<number, Growing>(),
    groups: new Map<string, Growing>(),
    courses: new Map<string, Map<number, Sums>>(),
  };
  const membersOf = (row: Record<string, unknown>, of: TimeToRead) => of.members[Number(row.unit)] ?? [];
  for (const row of ofBuckets) {
    const counted = countedOf(fact, row);
    for (const { bucket, sign } of membersOf(row, time)) addCounted(figures.buckets, bucket, counted, sign);
  }
  for (const row of ofGroups) {
    const counted = countedOf(fact, row);
    for (const { sign } of membersOf(row, whole)) addCounted(figures.groups, String(row.dim), counted, sign);
  }
  // Numbers: what a group costs within a bucket is held exactly up to nine million dollars.
  const addCourses = (group: string, unit: number, sums: Record<string, number>, of: TimeToRead) => {
    for (const { bucket, sign } of of.members[unit] ?? []) {
      if (bucket >= 0) addCourse(figures.courses, { group, bucket }, sums, sign);
    }
  };
  for (const row of courses) {
    const lists = measures.map((measure) => numbersOf(row[measure]));
    for (const [at, unit] of numbersOf(row.unit).entries()) {
      const sums = Object.fromEntries(measures.map((measure, of) => [measure, lists[of]?.[at] ?? 0]));
      addCourses(String(row.dim), unit, sums, time);
    }
  }
  for (const row of fresh) {
    const counted = countedOf(fact, row);
    for (const { bucket, sign } of membersOf(row, all)) {
      if (bucket !== wholeBucket) addCounted(figures.buckets, bucket, counted, sign);
      else if (by !== null) addCounted(figures.groups, String(row.dim), counted, sign);
    }
    if (by === null || measures.length === 0) continue;
    const sums = Object.fromEntries(measures.map((measure) => [measure, Number(row[measure])]));
    addCourses(String(row.dim), Number(row.unit), sums, all);
  }
  return figures;
}

export interface ConfidenceBin {
  /** Tenth of the confidence, 0 to 9. */
  bin: number;
  n: number;
  confidence: number;
  right: number;
}

/** How often cards were right by what they said of themselves, over the whole time. */
export async function readConfidenceBins(
  tx: Queryable,
  { whole, where }: FiguresToRead,
): Promise<ConfidenceBin[]> {
  const fact = facts.reviews;
  const signOf = whole.members.map((members) => members.reduce((sum, { sign }) => sum + sign, 0));
  const columns = (of: string, unit: string) => sql`
    ${raw(of)}.confidence_bin, (${integers(signOf)})[1 + ${raw(unit)}] as sign, ${raw(of)}.first_opinions as n,
    ${raw(of)}.confidence, ${raw(of)}.category_right as "right"`;
  const rows = whole.rolled.length === 0 ? null : rolledRows(fact, whole, { where, by: null });
  const rolled = rows && sql`select ${columns("r", "unit")} from ${rows.from} union all`;
  const found = await run(
    tx.execute(sql`
      ${rows?.with ?? sql``} select confidence_bin as bin, sum(sign * n)::integer as n,
        sum(sign * confidence)::double precision as confidence, sum(sign * "right")::integer as "right"
      from (
        ${rolled ?? sql``} select ${columns("f", "f.tag")} from (${rawFigures(fact, rawRanges(whole.raw), conditionOf(where))}) f
      ) rows group by confidence_bin order by confidence_bin`),
  );
  return found.map(({ bin, n, confidence, right }) => ({
    bin: Number(bin),
    n: Number(n),
    confidence: Number(confidence),
    right: Number(right),
  }));
}
