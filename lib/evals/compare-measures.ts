import type { MeasureDelta } from "../contracts/eval-comparison.ts";
import { type MeasureName, measureNames, measures } from "../contracts/eval-measures.ts";
import { bootstrapInterval } from "./bootstrap.ts";
import { measureOf } from "./measures.ts";
import type { JudgedCase } from "./outcome.ts";
import { type Interval, type PairedCounts, pairedShareInterval, signTest } from "./paired-interval.ts";
import { type SetContext, setContextOf } from "./set-context.ts";

/** A case with what either run said about it. */
export interface Pair {
  baseline: JudgedCase;
  candidate: JudgedCase;
}

/** What a verdict is given on. Everything else is shown with its interval and judged by people. */
export const judgedMeasures: readonly MeasureName[] = [
  "urgentRecall",
  "severityTooLow",
  "severityInBand",
  "category",
];

/**
 * How unlikely a change must be as chance to count. The four judged measures share the usual 5 % between them
 * (Bonferroni), so that a run compared with itself passes as unchanged in at least 95 of 100 comparisons.
 */
const chanceLevel = 0.05 / judgedMeasures.length;

interface PairSums {
  baseline: readonly number[];
  candidate: readonly number[];
}

const totalOf = (all: readonly (readonly number[])[], size: number) =>
  Array.from({ length: size }, (_, index) => all.reduce((sum, sums) => sum + (sums[index] ?? 0), 0));

/** Each run's share of right answers to a case. */
const sharesOf = ({ baseline, candidate }: PairSums) => ({
  before: (baseline[0] ?? 0) / (baseline[1] ?? 1),
  after: (candidate[0] ?? 0) / (candidate[1] ?? 1),
});

/** The pairs as yes/no counts; null when a case was asked more than once, so that its answer is a share. */
function countsOf(shares: readonly { before: number; after: number }[]): PairedCounts | null {
  const counts: PairedCounts = { both: 0, gained: 0, lost: 0, neither: 0 };
  for (const { before, after } of shares) {
    if (before === 1 && after === 1) counts.both += 1;
    else if (before === 0 && after === 1) counts.gained += 1;
    else if (before === 1 && after === 0) counts.lost += 1;
    else if (before === 0 && after === 0) counts.neither += 1;
    else return null;
  }
  return counts;
}

function intervalOf(name: MeasureName, sums: readonly PairSums[]): Interval | null {
  const { size, valueFrom } = measureOf[name];
  if (measures[name].unit === "share" && size === 2) {
    const concerned = sums.filter((each) => (each.baseline[1] ?? 0) > 0 && (each.candidate[1] ?? 0) > 0);
    const sameCases = sums.every((each) => (each.baseline[1] ?? 0) > 0 === (each.candidate[1] ?? 0) > 0);
    const counts = sameCases ? countsOf(concerned.map(sharesOf)) : null;
    if (counts && concerned.length > 0) return pairedShareInterval(counts);
  }
  return bootstrapInterval(
    sums.map(({ baseline, candidate }) => [...baseline, ...candidate]),
    (totals) => {
      const before = valueFrom(totals.slice(0, size));
      const after = valueFrom(totals.slice(size));
      return before === null || after === null ? null : after - before;
    },
  );
}

function verdictOf(
  name: MeasureName,
  sums: readonly PairSums[],
  interval: Interval,
): MeasureDelta["verdict"] {
  const moves = sums
    .filter((each) => (each.baseline[1] ?? 0) > 0 && (each.candidate[1] ?? 0) > 0)
    .map(sharesOf)
    .map(({ before, after }) => Math.sign(after - before));
  const gained = moves.filter((move) => move > 0).length;
  const lost = moves.filter((move) => move < 0).length;
  const excludesZero = interval.low > 0 || interval.high < 0;
  if (!excludesZero || signTest(gained, lost) >= chanceLevel) return "no difference";
  const isUp = interval.low > 0;
  return isUp === (measures[name].better === "higher") ? "better" : "worse";
}

/**
 * Every measure in both runs over the same cases, with the 95 % interval of the difference. A judged measure is worse
 * only when its interval excludes 0 and the cases that moved do not divide as chance would divide them.
 */
export function compareMeasures(
  pairs: readonly Pair[],
  names: readonly MeasureName[] = measureNames,
): MeasureDelta[] {
  const contexts = {
    baseline: setContextOf(pairs.map(({ baseline }) => baseline)),
    candidate: setContextOf(pairs.map(({ candidate }) => candidate)),
  };
  return names.flatMap((name) => deltaOf(name, pairs, contexts));
}

function deltaOf(
  name: MeasureName,
  pairs: readonly Pair[],
  contexts: { baseline: SetContext; candidate: SetContext },
): MeasureDelta[] {
  const { size, sumsOf, valueFrom } = measureOf[name];
  const sums = pairs.map(({ baseline, candidate }) => ({
    baseline: sumsOf(baseline, contexts.baseline),
    candidate: sumsOf(candidate, contexts.candidate),
  }));
  const before = valueFrom(
    totalOf(
      sums.map(({ baseline }) => baseline),
      size,
    ),
  );
  const after = valueFrom(
    totalOf(
      sums.map(({ candidate }) => candidate),
      size,
    ),
  );
  if (before === null && after === null) return [];
  const interval = before === null || after === null ? null : intervalOf(name, sums);
  return [
    {
      measure: name,
      baseline: before,
      candidate: after,
      delta: before === null || after === null ? null : after - before,
      interval,
      verdict: interval && judgedMeasures.includes(name) ? verdictOf(name, sums, interval) : null,
    },
  ];
}
