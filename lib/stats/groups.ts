import type { StatsGroup } from "../contracts/stats.ts";
import { usdOf } from "../core/money.ts";
import type { StatsFact } from "../core/stats-measures.ts";
import {
  type Counted,
  type CountedFacts,
  type Course,
  countedOfGroup,
  everyFact,
  figuresOf,
  mergeCounted,
  type ReadFacts,
} from "./figures.ts";

/** Groups that are told apart; the others count together. */
const groupsMax = 12;

const factNames: readonly StatsFact[] = ["attempts", "triages", "reviews"];

/** One value of a split: what was counted over the window, and how it went by bucket. */
export interface CountedGroup {
  /** An empty text is "none". */
  value: string;
  counted: CountedFacts;
  courses: Courses;
}

/** By bucket: nanodollars, calls, triages. What is missing was not met. */
interface Courses {
  cost: Course;
  calls: Course;
  triages: Course;
}

/** The groups of what was read with a split, the dearest first. */
export function groupsOf(read: ReadFacts): CountedGroup[] {
  const values = new Set(factNames.flatMap((fact) => [...read[fact].groups.keys()]));
  return [...values]
    .map((value) => ({ value, counted: countedOfGroup(read, value), courses: coursesOf(read, value) }))
    .filter(({ counted }) => factNames.some((fact) => wasMet(counted[fact])))
    .toSorted(byWeight);
}

/** What the edges of a window take off again was not met in it. */
const wasMet = ({ sums }: Counted) => Object.values(sums).some((value) => Number(value) !== 0);

function coursesOf({ attempts, triages }: ReadFacts, value: string): Courses {
  const [calls, reports] = [attempts.courses.get(value), triages.courses.get(value)];
  return {
    cost: calls?.cost_nano_usd ?? [],
    calls: calls?.calls ?? [],
    triages: reports?.triages ?? [],
  };
}

/** Money first, then how often it was met. */
function weightOf({ counted: { attempts, triages } }: CountedGroup): number {
  const of = (value: bigint | number | undefined) => Number(value ?? 0);
  return of(attempts.sums.cost_nano_usd) + of(attempts.sums.calls) + of(triages.sums.triages);
}

const byWeight = (a: CountedGroup, b: CountedGroup) =>
  weightOf(b) - weightOf(a) || (a.value < b.value ? -1 : 1);

/** The groups that are told apart, and the others as one; null where there are none. */
export function largestGroups(groups: readonly CountedGroup[]): {
  told: readonly CountedGroup[];
  others: { count: number; merged: CountedGroup } | null;
} {
  const rest = groups.slice(groupsMax);
  const told = groups.slice(0, groupsMax);
  return { told, others: rest.length === 0 ? null : { count: rest.length, merged: mergeGroups(rest) } };
}

/** The same groups under the names that `nameOf` gives their values; those of one name count together. */
export function renameGroups(
  groups: readonly CountedGroup[],
  nameOf: (value: string) => string,
): CountedGroup[] {
  const named = Map.groupBy(groups, ({ value }) => nameOf(value));
  return [...named].map(([value, same]) => ({ ...mergeGroups(same), value })).toSorted(byWeight);
}

function mergeGroups(groups: readonly CountedGroup[]): CountedGroup {
  const sumOf = (name: keyof Courses) => sumCourses(groups.map(({ courses }) => courses[name]));
  return {
    value: "",
    counted: everyFact((fact) => mergeCounted(groups.map((group) => group.counted[fact]))),
    courses: { cost: sumOf("cost"), calls: sumOf("calls"), triages: sumOf("triages") },
  };
}

const sumCourses = (courses: readonly Course[]): Course =>
  Array.from({ length: Math.max(0, ...courses.map(({ length }) => length)) }, (_, bucket) =>
    courses.reduce((sum, course) => sum + (course[bucket] ?? 0), 0),
  );

/** A group as the API gives it, with its course over `buckets` buckets. */
export function toGroup(
  { value, counted, courses }: CountedGroup,
  { label, other, buckets }: { label: string; other: boolean; buckets: number },
): StatsGroup {
  const filled = (course: Course) => Array.from({ length: buckets }, (_, bucket) => course[bucket] ?? 0);
  return {
    value: value === "" ? null : value,
    label,
    other,
    totals: figuresOf(counted),
    series: {
      costUsd: filled(courses.cost).map((nanoUsd) => usdOf(BigInt(nanoUsd)) ?? 0),
      calls: filled(courses.calls),
      triages: filled(courses.triages),
    },
  };
}
