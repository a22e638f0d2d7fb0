/** A card whose truth is known. */
interface Pair {
  /** As the card said it, 0 to 1. */
  confidence: number;
  right: boolean;
  /** For how many cards it stands; 1 where absent. */
  weight?: number;
}

/** One step of a calibration: up to this confidence, cards were right this often. */
interface Step {
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

/** A step rests on at least so many cards; fewer say little. */
const stepMinimum = 20;

/**
 * Isotonic regression by pooling neighbours that disagree: the steps that fit best among those that never fall. Then
 * small steps are joined with the one before. Any number of pairs, in any order; O(n log n).
 */
export function fitIsotonic(pairs: readonly Pair[], minimum: number = stepMinimum): Calibration {
  const sorted = [...pairs].sort((one, other) => one.confidence - other.confidence);
  let pools: Pool[] = [];
  for (const { confidence, right, weight = 1 } of sorted) {
    const hits = right ? weight : 0;
    const last = pools.at(-1);
    if (last && last.upTo === confidence) {
      last.hits += hits;
      last.sum += weight * confidence;
      last.weight += weight;
      last.n += 1;
    } else pools.push({ upTo: confidence, sum: weight * confidence, hits, weight, n: 1 });
  }
  pools = pooled(pools, (before, next) => before.hits * next.weight > next.hits * before.weight);
  pools = pooled(pools, (before, next) => before.n < minimum || next.n < minimum);
  return pools.map(({ upTo, sum, hits, weight, n }, index) => ({
    upTo: index === pools.length - 1 ? 1 : upTo,
    mean: sum / weight,
    right: hits / weight,
    n,
  }));
}

type Pool = { upTo: number; sum: number; hits: number; weight: number; n: number };

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
        weight: before.weight + current.weight,
        n: before.n + current.n,
      };
    }
    kept.push(current);
  }
  return kept;
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
