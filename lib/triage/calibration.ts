import type { Category, Path } from "#lib/contracts/vocabulary.ts";

/** What a reviewer said of a card: the confidence it had, and whether its category was right. */
export interface Outcome {
  path: Path;
  category: Category;
  /** As the card said it, 0 to 1. */
  confidence: number;
  right: boolean;
}

/** One step of a calibration: up to this confidence, cards were right this often. */
export interface Step {
  /** Highest confidence of the step, 0 to 1; the last step reaches 1. */
  upTo: number;
  /** Mean confidence in the step. */
  mean: number;
  /** Share of right cards, 0 to 1; never falls from step to step. */
  right: number;
  /** Reviewed cards behind it. */
  n: number;
}

export type Calibration = readonly Step[];

type Pair = Pick<Outcome, "confidence" | "right">;

/** A step rests on at least so many cards; fewer say little. */
const stepMinimum = 20;

/**
 * Isotonic regression by pooling neighbours that disagree: the steps that fit best among those that never fall. Then
 * small steps are joined with the one before. Any number of pairs, in any order; O(n log n).
 */
export function fitIsotonic(pairs: readonly Pair[], minimum: number = stepMinimum): Calibration {
  const sorted = [...pairs].sort((one, other) => one.confidence - other.confidence);
  let pools: Pool[] = [];
  for (const { confidence, right } of sorted) {
    const last = pools.at(-1);
    if (last && last.upTo === confidence) {
      last.hits += right ? 1 : 0;
      last.sum += confidence;
      last.n += 1;
    } else pools.push({ upTo: confidence, sum: confidence, hits: right ? 1 : 0, n: 1 });
  }
  pools = pooled(pools, (before, next) => before.hits * next.n > next.hits * before.n);
  pools = pooled(pools, (before, next) => before.n < minimum || next.n < minimum);
  return pools.map(({ upTo, sum, hits, n }, index) => ({
    upTo: index === pools.length - 1 ? 1 : upTo,
    mean: sum / n,
    right: hits / n,
    n,
  }));
}

type Pool = { upTo: number; sum: number; hits: number; n: number };

/** Joins neighbours as long as they must be; joining goes back as far as it has to. */
function pooled(pools: readonly Pool[], mustJoin: (before: Pool, next: Pool) => boolean): Pool[] {
  const kept: Pool[] = [];
  for (const next of pools) {
    let current = next;
    for (let before = kept.at(-1); before && mustJoin(before, current); before = kept.at(-1)) {
      kept.pop();
      current = {
        upTo: current.upTo,
        sum: before.sum + current.sum,
        hits: before.hits + current.hits,
        n: before.n + current.n,
      };
    }
    kept.push(current);
  }
  return kept;
}

/** Outcomes that a calibration needs before it is believed. */
const outcomesNeeded = 200;

export type ConfidenceBand = "low" | "medium" | "high";
const bandOf = (confidence: number): ConfidenceBand =>
  confidence >= 0.8 ? "high" : confidence >= 0.6 ? "medium" : "low";

export type Calibrated =
  | {
      state: "calibrated";
      /** How often cards like this one were right, 0 to 1. */
      confidence: number;
      band: ConfidenceBand;
      /** Reviewed cards of the same step. */
      n: number;
      /** What the calibration was learned on. */
      basis: "path and category" | "path";
    }
  | { state: "not calibrated yet"; confidence: number; band: ConfidenceBand; n: number; needed: number };

/** Calibrations of a history, by path and category, and by path where a category has too few cards. */
export function calibrationsOf(history: readonly Outcome[], needed: number = outcomesNeeded) {
  const byPath = Map.groupBy(history, ({ path }) => path);
  const byBoth = Map.groupBy(history, ({ path, category }) => `${path} ${category}`);
  const fitted = <Key>(groups: Map<Key, Outcome[]>) =>
    new Map(
      [...groups]
        .filter(([, outcomes]) => outcomes.length >= needed)
        .map(([key, outcomes]) => [key, fitIsotonic(outcomes)] as const),
    );
  const forPath = fitted(byPath);
  const forBoth = fitted(byBoth);

  /** What a card's own confidence is worth. */
  return function calibrate({ path, category, confidence }: Omit<Outcome, "right">): Calibrated {
    const both = forBoth.get(`${path} ${category}`);
    const step = stepFor(both ?? forPath.get(path) ?? [], confidence);
    if (!step) {
      const n = byPath.get(path)?.length ?? 0;
      return { state: "not calibrated yet", confidence, band: bandOf(confidence), n, needed };
    }
    const basis = both ? "path and category" : "path";
    return { state: "calibrated", confidence: step.right, band: bandOf(step.right), n: step.n, basis };
  };
}

/** The step that a confidence falls into; undefined without any. */
export function stepFor(calibration: Calibration, confidence: number): Step | undefined {
  return calibration.find(({ upTo }) => confidence <= upTo) ?? calibration.at(-1);
}

/** How often cards of this confidence were right, on the line between the means of the steps; itself without steps. */
export function interpolate(calibration: Calibration, confidence: number): number {
  let before = { mean: 0, right: 0 };
  for (const step of calibration) {
    if (confidence <= step.mean) {
      const part = step.mean === before.mean ? 1 : (confidence - before.mean) / (step.mean - before.mean);
      return before.right + (step.right - before.right) * part;
    }
    before = step;
  }
  return calibration.length === 0 ? confidence : before.right;
}

export interface Threshold {
  /** Cards with at least this confidence need no review, 0 to 1. */
  threshold: number;
  /** Share of cards that need none. */
  coverage: number;
  /** How often those were right in the history. */
  precision: number;
  /** Cards a day that go to people. */
  reviewsPerDay: number;
}

/**
 * The lowest threshold from which on the cards of the history were right at least as often as wanted; null when none
 * is, or without a history. `days` is how long the history is.
 */
export function thresholdFor(
  targetPrecision: number,
  history: readonly Pair[],
  days: number,
): Threshold | null {
  const sorted = [...history].sort((one, other) => other.confidence - one.confidence);
  let best: Threshold | null = null;
  let hits = 0;
  for (const [index, { confidence, right }] of sorted.entries()) {
    hits += right ? 1 : 0;
    if (sorted[index + 1]?.confidence === confidence) continue;
    const kept = index + 1;
    if (hits / kept < targetPrecision) continue;
    best = {
      threshold: confidence,
      coverage: kept / sorted.length,
      precision: hits / kept,
      reviewsPerDay: (sorted.length - kept) / Math.max(days, 1 / 24),
    };
  }
  return best;
}
