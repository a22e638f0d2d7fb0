import type { StatsGroup } from "../contracts/stats.ts";
import { usdOf } from "../core/money.ts";
import type { StatsFact } from "../core/stats-measures.ts";
import {
  type Counted,
  type CountedFacts,
  countedOfGroup,
  everyFact,
  figuresOf,
  mergeCounted,
  type ReadFacts,
} from "./figures.ts";

/** Groups that are told apart; the others count together. */
const groupsMax = 12;

const factNames: readonly StatsFact[] = ["attempts", "triages", "reviews"];

interface BucketSums {
  cost: bigint;
  calls: number;
  triages: number;
}

const noSums: BucketSums = { cost: 0n, calls: 0, triages: 0 };

/** One value of a split: what was counted over the window, and by bucket. */
export interface CountedGroup {
  /** An empty text is "none". */
  value: string;
  counted: CountedFacts;
  buckets: ReadonlyMap<number, BucketSums>;
}

/** The groups of what was read with a split, the dearest first. */
export function groupsOf(read: ReadFacts): CountedGroup[] {
  const values = new Set(factNames.flatMap((fact) => [...read[fact].groups.keys()]));
  return [...values]
    .map((value) => ({ value, counted: countedOfGroup(read, value), buckets: courseOf(read, value) }))
    .filter(({ counted }) => factNames.some((fact) => wasMet(counted[fact])))
    .toSorted(byWeight);
}

/** What the edges of a window take off again was not met in it. */
const wasMet = ({ sums }: Counted) => Object.values(sums).some((value) => Number(value) !== 0);

function courseOf({ attempts, triages }: ReadFacts, value: string): Map<number, BucketSums> {
  const [calls, reports] = [attempts.courses.get(value), triages.courses.get(value)];
  const buckets = new Set([...(calls?.keys() ?? []), ...(reports?.keys() ?? [])]);
  return new Map(
    [...buckets].map((bucket) => [
      bucket,
      {
        cost: BigInt(calls?.get(bucket)?.cost_nano_usd ?? 0),
        calls: Number(calls?.get(bucket)?.calls ?? 0),
        triages: Number(reports?.get(bucket)?.triages ?? 0),
      },
    ]),
  );
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
  const buckets = new Map<number, BucketSums>();
  for (const group of groups) {
    for (const [bucket, { cost, calls, triages }] of group.buckets) {
      const sum = buckets.get(bucket) ?? noSums;
      buckets.set(bucket, {
        cost: sum.cost + cost,
        calls: sum.calls + calls,
        triages: sum.triages + triages,
      });
    }
  }
  const counted = everyFact((fact) => mergeCounted(groups.map((group) => group.counted[fact])));
  return { value: "", counted, buckets };
}

/** A group as the API gives it, with its course over `buckets` buckets. */
export function toGroup(
  { value, counted, buckets: found }: CountedGroup,
  { label, other, buckets }: { label: string; other: boolean; buckets: number },
): StatsGroup {
  const course = Array.from({ length: buckets }, (_, bucket) => found.get(bucket) ?? noSums);
  return {
    value: value === "" ? null : value,
    label,
    other,
    totals: figuresOf(counted),
    series: {
      costUsd: course.map(({ cost }) => usdOf(cost) ?? 0),
      calls: course.map(({ calls }) => calls),
      triages: course.map(({ triages }) => triages),
    },
  };
}
