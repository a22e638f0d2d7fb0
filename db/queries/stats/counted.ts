import { addSketch, type Sketch } from "../../../lib/core/latency-sketch.ts";
import type { Fact } from "./facts.ts";
import { sketchesOf } from "./raw-figures.ts";
import { sketchOf } from "./sketch-text.ts";

/** What was counted: sums by measure, sketches by name. */
export interface Counted {
  sums: Record<string, bigint | number>;
  sketches: Record<string, Sketch>;
}

/** Measures of a group, each by bucket. */
export type Courses = Record<string, number[]>;

type Row = Record<string, unknown>;

/** Money may be more than a number holds exactly; counts and tokens are not. */
const sumOf = (name: string, value: unknown) =>
  name.endsWith("_nano_usd") ? BigInt(String(value)) : Number(value);

/** What a row of sums and texts of sketches holds. */
export function countedOf(fact: Fact, row: Row): Counted {
  const counted: Counted = { sums: {}, sketches: {} };
  for (const name of fact.measures) counted.sums[name] = sumOf(name, row[name]);
  for (const name of sketchesOf(fact)) {
    const text = row[`sketch_${name}`];
    if (typeof text === "string") counted.sketches[name] = sketchOf(text);
  }
  return counted;
}

/** Adds what was counted to what is there under a key, or takes it off. */
export function addCounted<Key>(into: Map<Key, Counted>, key: Key, more: Counted, sign: 1 | -1): void {
  const known = into.get(key) ?? { sums: {}, sketches: {} };
  into.set(key, known);
  for (const name in more.sums) known.sums[name] = added(known.sums[name], more.sums[name] ?? 0, sign);
  for (const name in more.sketches) {
    const sketch = more.sketches[name];
    if (sketch) known.sketches[name] = addSketch(known.sketches[name], sketch, sign);
  }
}

function added(known: bigint | number | undefined, value: bigint | number, sign: 1 | -1): bigint | number {
  if (typeof value === "number") return Number(known ?? 0) + sign * value;
  const signed = sign === 1 ? value : -value;
  return typeof known === "bigint" ? known + signed : signed;
}

/**
 * Adds a measure of a unit of time to the buckets that it belongs to. Numbers: what a group costs within a bucket is
 * held exactly up to nine million dollars.
 */
export function addToCourse(
  course: number[],
  members: readonly { bucket: number; sign: 1 | -1 }[],
  value: number,
): void {
  for (const { bucket, sign } of members) {
    if (bucket >= 0) course[bucket] = (course[bucket] ?? 0) + sign * value;
  }
}

/** The courses of a group, all 0 before anything is added. */
export function coursesOf(
  courses: Map<string, Courses>,
  group: string,
  { measures, buckets }: { measures: readonly string[]; buckets: number },
): Courses {
  let known = courses.get(group);
  if (!known) {
    known = Object.fromEntries(measures.map((name) => [name, new Array<number>(buckets).fill(0)]));
    courses.set(group, known);
  }
  return known;
}
