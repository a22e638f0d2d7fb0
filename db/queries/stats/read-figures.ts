import { sql } from "drizzle-orm";
import { mergeSketches, type Sketch } from "../../../lib/core/latency-sketch.ts";
import { courseMeasures, type StatsFact } from "../../../lib/core/stats-measures.ts";
import type { Queryable } from "../../client.ts";
import { arrayParameter } from "../array-parameter.ts";
import { run } from "../run.ts";
import { narrowestMask } from "./cuboids.ts";
import { type Dimension, type Fact, facts } from "./facts.ts";
import { type Condition, rawFigures, sketchesOf } from "./raw-figures.ts";

/** Time to sum: rows of roll-ups, added or taken off, and raw rows; each piece says which bucket it belongs to. */
export interface TimeToRead {
  rolled: readonly { bucket: number; grain: number; start: number; sign: 1 | -1 }[];
  raw: readonly { bucket: number; from: number; to: number }[];
}

export interface FiguresToRead {
  /** Buckets, each by itself. */
  time: TimeToRead;
  /** The time of all buckets from 0 on, as one. */
  whole: TimeToRead;
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

/** Rows of the roll-up that tell apart what is narrowed to, and `by`. */
function rolledRows(
  fact: Fact,
  { rolled }: TimeToRead,
  asked: { where: FiguresToRead["where"]; by: Dimension | null },
) {
  const told = [...(Object.keys(asked.where) as Dimension[]), ...(asked.by === null ? [] : [asked.by])];
  const condition = conditionOf(asked.where);
  return sql`
    unnest(${integers(rolled.map(({ bucket }) => bucket))}, ${integers(rolled.map(({ grain }) => grain))},
      ${integers(rolled.map(({ grain }) => narrowestMask(told, grain)))},
      ${moments(rolled.map(({ start }) => start))}, ${integers(rolled.map(({ sign }) => sign))})
      as p(bucket, grain, mask, start, sign)
    join ${raw(fact.rollup)} r on r.grain = p.grain and r.start = p.start and r.mask = p.mask
    ${raw(told.length === 0 ? "" : "join stats_series s on s.id = r.series_id")}
    where ${condition((dimension) => `s."${dimension}"`)}`;
}

const rawRanges = (pieces: TimeToRead["raw"]) => sql`
  select * from unnest(${integers(pieces.map(({ bucket }) => bucket))}, ${moments(pieces.map(({ from }) => from))},
    ${moments(pieces.map(({ to }) => to))}) as r(tag, starts, ends)`;

const conditionOf =
  (where: FiguresToRead["where"]): Condition =>
  (expressionOf) => {
    const parts = Object.entries(where).map(
      ([dimension, value]) => sql`${raw(expressionOf(dimension as Dimension))} = ${value}`,
    );
    return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
  };

const sumsOf = (fact: Fact, names: readonly string[], prefix: string) =>
  names
    .map(
      (name) =>
        `sum(${prefix}"${name}")::${fact.fractional.includes(name) ? "double precision" : "bigint"} as "${name}"`,
    )
    .join(", ");

/** The sketches of rows as one text, `sign:bins:counts` for each: adding them up is faster here than there. */
const sketchTexts = (fact: Fact, row: string, sign: string) =>
  sketchesOf(fact)
    .map(
      (name) => `string_agg(${sign} || ':' || array_to_string(${row}.${name}_bins, ',') || ':' ||
        array_to_string(${row}.${name}_counts, ','), ';') filter (where ${row}.${name}_bins <> '{}') as sketch_${name}`,
    )
    .join(", ");

/** Bins are between these: from a microsecond to years. */
const [lowestBin, highestBin] = [-512, 1536];
/** Counts by bin while one text is read; nothing else runs meanwhile. */
const countsOfBins = new Float64Array(highestBin - lowestBin);
const [comma, minus, zero, nine] = [44, 45, 48, 57];

/** The number of a text that begins at a place, and the place behind it. */
function readNumber(text: string, from: number): { value: number; end: number } {
  const isNegative = text.charCodeAt(from) === minus;
  let value = 0;
  let end = isNegative ? from + 1 : from;
  for (; end < text.length; end++) {
    const sign = text.charCodeAt(end);
    if (sign < zero || sign > nine) break;
    value = 10 * value + sign - zero;
  }
  return { value: isNegative ? -value : value, end };
}

/** A year of sketches is a million numbers: read sign by sign, which is many times faster than to split the text. */
function sketchOf(text: string): Sketch {
  countsOfBins.fill(0);
  let [first, last] = [countsOfBins.length, -1];
  const places: number[] = [];
  for (let at = 0; at < text.length; ) {
    const sign = readNumber(text, at);
    at = sign.end;
    places.length = 0;
    do {
      const bin = readNumber(text, at + 1);
      at = bin.end;
      places.push(bin.value - lowestBin);
    } while (text.charCodeAt(at) === comma);
    for (const place of places) {
      const count = readNumber(text, at + 1);
      at = count.end;
      countsOfBins[place] = (countsOfBins[place] ?? 0) + sign.value * count.value;
      if (place < first) first = place;
      if (place > last) last = place;
    }
    // Over the semicolon before the next one.
    at++;
  }
  const sketch = new Map<number, number>();
  for (let place = first; place <= last; place++) {
    const count = countsOfBins[place] ?? 0;
    if (count !== 0) sketch.set(place + lowestBin, count);
  }
  return sketch;
}

const sumOf = (fact: Fact, name: string, value: unknown) =>
  fact.fractional.includes(name) ? Number(value) : BigInt(String(value));

const countedOf = (fact: Fact, row: Record<string, unknown>): Counted => ({
  sums: Object.fromEntries(fact.measures.map((name) => [name, sumOf(fact, name, row[name])])),
  sketches: Object.fromEntries(
    sketchesOf(fact).flatMap((name) => {
      const text = row[`sketch_${name}`];
      return typeof text === "string" ? [[name, sketchOf(text)]] : [];
    }),
  ),
});

/** Adds figures to those that are there already. */
function addCounted<Key>(into: Map<Key, Counted>, key: Key, more: Counted): void {
  const known = into.get(key);
  if (!known) {
    into.set(key, more);
    return;
  }
  const sketches = { ...known.sketches };
  for (const [name, sketch] of Object.entries(more.sketches))
    sketches[name] = mergeSketches([...(sketches[name] ? [sketches[name]] : []), sketch]);
  into.set(key, { sums: addSums(known.sums, more.sums), sketches });
}

const addSums = (one: Sums, other: Sums): Sums =>
  Object.fromEntries(
    Object.entries(other).map(([name, value]) => {
      const known = one[name];
      if (known === undefined) return [name, value];
      const whole = typeof known === "bigint" && typeof value === "bigint";
      return [name, whole ? known + value : Number(known) + Number(value)];
    }),
  );

function addCourse(courses: Figures["courses"], group: string, bucket: number, more: Sums): void {
  const course = courses.get(group) ?? new Map<number, Sums>();
  const known = course.get(bucket);
  course.set(bucket, known ? addSums(known, more) : more);
  courses.set(group, course);
}

const none: readonly Record<string, unknown>[] = [];

/** Figures of the roll-up by `key`, SQL over its rows. */
const readRolled = (
  tx: Queryable,
  fact: Fact,
  time: TimeToRead,
  { key, ...asked }: { key: string; where: FiguresToRead["where"]; by: Dimension | null },
) =>
  time.rolled.length === 0
    ? Promise.resolve(none)
    : run(
        tx.execute(sql`
          select ${raw(key)} as key, ${raw(
            [sumsOf(fact, fact.measures, "p.sign * r."), sketchTexts(fact, "r", "p.sign")].join(", "),
          )}
          from ${rolledRows(fact, time, asked)} group by 1`),
      );

/** How the measures of a course go in each group, bucket by bucket. */
const readCourses = (
  tx: Queryable,
  fact: Fact,
  measures: readonly string[],
  { time, where, by }: FiguresToRead,
) => {
  const ofBuckets = { ...time, rolled: time.rolled.filter(({ bucket }) => bucket >= 0) };
  return by === null || measures.length === 0 || ofBuckets.rolled.length === 0
    ? Promise.resolve(none)
    : run(
        tx.execute(sql`
          select s.${raw(`"${by}"`)} as dim, p.bucket, ${raw(sumsOf(fact, measures, "p.sign * r."))}
          from ${rolledRows(fact, ofBuckets, { where, by })} group by 1, 2`),
      );
};

/** Tag of the raw rows of the whole time; buckets are numbered from -1 on. */
const wholeTag = -2;

/** Figures of what is not rolled up, by bucket and value of the split; those of the whole time beside. */
const readRaw = (tx: Queryable, fact: Fact, { time, whole, where, by }: FiguresToRead) => {
  const pieces = [
    ...time.raw,
    ...(by === null ? [] : whole.raw.map((piece) => ({ ...piece, bucket: wholeTag }))),
  ];
  return pieces.length === 0
    ? Promise.resolve(none)
    : run(
        tx.execute(sql`
          select f.tag, ${raw(by === null ? "'' as dim" : `f."${by}" as dim`)}, ${raw(
            [sumsOf(fact, fact.measures, "f."), sketchTexts(fact, "f", "1")].join(", "),
          )}
          from (${rawFigures(fact, rawRanges(pieces), conditionOf(where))}) f group by 1, 2`),
      );
};

/** The figures of one kind, from roll-ups and raw rows. */
export async function readFigures(tx: Queryable, name: StatsFact, asked: FiguresToRead): Promise<Figures> {
  const fact = facts[name];
  const { where, by } = asked;
  const ofCourse = courseMeasures[name];
  const [ofBuckets, ofGroups, ofCourses, fresh] = await Promise.all([
    readRolled(tx, fact, asked.time, { key: "p.bucket", where, by: null }),
    by === null ? none : readRolled(tx, fact, asked.whole, { key: `s."${by}"`, where, by }),
    readCourses(tx, fact, ofCourse, asked),
    readRaw(tx, fact, asked),
  ]);
  const figures: Figures = { buckets: new Map(), groups: new Map(), courses: new Map() };
  const courseOf = (row: Record<string, unknown>): Sums =>
    Object.fromEntries(ofCourse.map((measure) => [measure, sumOf(fact, measure, row[measure])]));
  for (const row of ofBuckets) figures.buckets.set(Number(row.key), countedOf(fact, row));
  for (const row of ofGroups) figures.groups.set(String(row.key), countedOf(fact, row));
  for (const row of ofCourses) addCourse(figures.courses, String(row.dim), Number(row.bucket), courseOf(row));
  for (const row of fresh) {
    const [tag, group] = [Number(row.tag), String(row.dim)];
    if (tag === wholeTag) {
      addCounted(figures.groups, group, countedOf(fact, row));
      continue;
    }
    addCounted(figures.buckets, tag, countedOf(fact, row));
    if (by !== null && tag >= 0 && ofCourse.length > 0) addCourse(figures.courses, group, tag, courseOf(row));
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
  const columns = (of: string, sign: string) => `${of}.confidence_bin, ${sign}${of}.first_opinions as n,
    ${sign}${of}.confidence as confidence, ${sign}${of}.category_right as "right"`;
  const found = await run(
    tx.execute(sql`
      select confidence_bin as bin, sum(n)::integer as n, sum(confidence)::double precision as confidence,
        sum("right")::integer as "right"
      from (
        select ${raw(columns("r", "p.sign * "))} from ${rolledRows(fact, whole, { where, by: null })}
        union all
        select ${raw(columns("f", ""))} from (${rawFigures(fact, rawRanges(whole.raw), conditionOf(where))}) f
      ) rows group by confidence_bin order by confidence_bin`),
  );
  return found.map(({ bin, n, confidence, right }) => ({
    bin: Number(bin),
    n: Number(n),
    confidence: Number(confidence),
    right: Number(right),
  }));
}
