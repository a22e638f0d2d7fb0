import { sql } from "drizzle-orm";
import { courseMeasures, type StatsFact } from "../../../lib/core/stats-measures.ts";
import type { Queryable } from "../../client.ts";
import { run } from "../run.ts";
import { addCounted, addToCourse, type Counted, type Courses, countedOf, coursesOf } from "./counted.ts";
import { type Dimension, type Fact, facts } from "./facts.ts";
import { rawFigures, sketchesOf } from "./raw-figures.ts";
import {
  conditionOf,
  integers,
  moments,
  type Narrowing,
  type RolledAsked,
  type RolledUnit,
  rolledRows,
} from "./rolled-rows.ts";

const raw = (text: string) => sql.raw(text);

/** Time to sum, as lib/stats/time-to-read.ts tells it. */
interface TimeToRead {
  members: readonly (readonly { bucket: number; sign: 1 | -1 }[])[];
  rolled: readonly RolledUnit[];
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
  where: Narrowing;
  /** Splits the buckets from 0 on. */
  by: Dimension | null;
}

export interface Figures {
  buckets: Map<number, Counted>;
  /** By value of the split, over the whole time. */
  groups: Map<string, Counted>;
  /** By value of the split: the measures that are shown over time. */
  courses: Map<string, Courses>;
}

/** Ranges of raw rows, each tagged with its unit. */
export const rawRanges = (pieces: TimeToRead["raw"]) => sql`
  select * from unnest(${integers(pieces.map(({ unit }) => unit))}, ${moments(pieces.map(({ from }) => from))},
    ${moments(pieces.map(({ to }) => to))}) as r(tag, starts, ends)`;

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

const none: readonly Record<string, unknown>[] = [];

/** Sums of the roll-up by unit, and by value of the split where there is one; sketches are read where they are shown. */
function readRolled(
  tx: Queryable,
  fact: Fact,
  { rolled }: TimeToRead,
  what: RolledAsked & { columns: string },
) {
  if (rolled.length === 0) return Promise.resolve(none);
  const rows = rolledRows(fact, rolled, what);
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
  const rows = rolledRows(fact, rolled, { where, by, inIndex: measures });
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
  const figures: Figures = { buckets: new Map(), groups: new Map(), courses: new Map() };
  const membersOf = (row: Record<string, unknown>, of: TimeToRead) => of.members[Number(row.unit)] ?? [];
  for (const row of ofBuckets) {
    const counted = countedOf(fact, row);
    for (const { bucket, sign } of membersOf(row, time)) addCounted(figures.buckets, bucket, counted, sign);
  }
  for (const row of ofGroups) {
    const counted = countedOf(fact, row);
    for (const { sign } of membersOf(row, whole)) addCounted(figures.groups, String(row.dim), counted, sign);
  }
  const buckets = 1 + Math.max(...time.members.flat().map(({ bucket }) => bucket));
  const coursesIn = (row: Record<string, unknown>) =>
    Object.entries(coursesOf(figures.courses, String(row.dim), { measures, buckets }));
  for (const row of courses) {
    const units = numbersOf(row.unit);
    for (const [measure, course] of coursesIn(row)) {
      const values = numbersOf(row[measure]);
      for (const [at, unit] of units.entries())
        addToCourse(course, time.members[unit] ?? [], values[at] ?? 0);
    }
  }
  for (const row of fresh) {
    const counted = countedOf(fact, row);
    const members = membersOf(row, all);
    for (const { bucket, sign } of members) {
      if (bucket !== wholeBucket) addCounted(figures.buckets, bucket, counted, sign);
      else if (by !== null) addCounted(figures.groups, String(row.dim), counted, sign);
    }
    if (by === null) continue;
    for (const [measure, course] of coursesIn(row)) addToCourse(course, members, Number(row[measure]));
  }
  return figures;
}
