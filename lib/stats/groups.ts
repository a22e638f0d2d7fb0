import type { StatsGroup } from "../contracts/stats.ts";
import { usdOf } from "../core/money.ts";
import type { StatsFact } from "../core/stats-measures.ts";
import {
  type Counted,
  type CountedFacts,
  everyFact,
  figuresOf,
  mergeCounted,
  type ReadFacts,
  sketchesWhere,
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

interface RowOfFact {
  fact: StatsFact;
  bucket: number;
  sums: Counted["sums"];
}

/** The groups of what was read with a split, the dearest first. */
export function groupsOf(read: ReadFacts): CountedGroup[] {
  const rows = new Map<string, RowOfFact[]>();
  for (const fact of factNames) {
    for (const { group, bucket, sums } of read[fact].rows) {
      if (group === null || bucket < 0) continue;
      const known = rows.get(group);
      if (known) known.push({ fact, bucket, sums });
      else rows.set(group, [{ fact, bucket, sums }]);
    }
  }
  return [...rows]
    .map(([value, ofGroup]) => ({
      value,
      counted: everyFact((fact) => ({
        sums: mergeCounted(
          ofGroup.filter((row) => row.fact === fact).map(({ sums }) => ({ sums, sketches: {} })),
        ).sums,
        sketches: sketchesWhere(read[fact], (sketch) => sketch.ofGroup.get(value)),
      })),
      buckets: bucketsOf(ofGroup),
    }))
    .toSorted((a, b) => weightOf(b) - weightOf(a) || (a.value < b.value ? -1 : 1));
}

function bucketsOf(rows: readonly RowOfFact[]): Map<number, BucketSums> {
  const buckets = new Map<number, BucketSums>();
  for (const { fact, bucket, sums } of rows) {
    const before = buckets.get(bucket) ?? noSums;
    if (fact === "attempts") {
      const cost = before.cost + BigInt(sums.cost_nano_usd ?? 0);
      buckets.set(bucket, { ...before, cost, calls: Number(sums.calls ?? 0) });
    }
    if (fact === "triages") buckets.set(bucket, { ...before, triages: Number(sums.triages ?? 0) });
  }
  return buckets;
}

/** Money first, then how often it was met. */
function weightOf({ counted: { attempts, triages } }: CountedGroup): number {
  const of = (value: bigint | number | undefined) => Number(value ?? 0);
  return of(attempts.sums.cost_nano_usd) + of(attempts.sums.calls) + of(triages.sums.triages);
}

/** The groups that are told apart, and the others as one; null where there are none. */
export function largestGroups(groups: readonly CountedGroup[]): {
  told: readonly CountedGroup[];
  others: { count: number; merged: CountedGroup } | null;
} {
  const rest = groups.slice(groupsMax);
  const told = groups.slice(0, groupsMax);
  return { told, others: rest.length === 0 ? null : { count: rest.length, merged: mergeGroups(rest) } };
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
