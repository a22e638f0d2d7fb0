/** Difference with its interval; both ends included. */
export interface Interval {
  low: number;
  high: number;
}

/** 97.5 % quantile of the normal distribution: 95 % lie within. */
const z = 1.959963984540054;

/** Wilson's score interval of `hits` of `n`. */
function wilson(hits: number, n: number): Interval {
  const centre = hits + z ** 2 / 2;
  const reach = z * Math.sqrt((hits * (n - hits)) / n + z ** 2 / 4);
  return { low: (centre - reach) / (n + z ** 2), high: (centre + reach) / (n + z ** 2) };
}

/** How pairs of yes/no answers fell: right in both, in the candidate only, in the baseline only, in neither. */
export interface PairedCounts {
  both: number;
  gained: number;
  lost: number;
  neither: number;
}

/** Correlation of the two answers, with the continuity correction of the source below. */
function correlation({ both, gained, lost, neither }: PairedCounts): number {
  const margins = (both + gained) * (lost + neither) * (both + lost) * (gained + neither);
  if (margins === 0) return 0;
  const n = both + gained + lost + neither;
  const product = both * neither - gained * lost;
  return (product > 0 ? Math.max(product - n / 2, 0) : product) / Math.sqrt(margins);
}

/**
 * 95 % interval for candidate minus baseline, two shares over the same cases: R. G. Newcombe, "Improved confidence
 * intervals for the difference between binomial proportions based on paired data", Statistics in Medicine 17 (1998)
 * 2635–2650, method 10. Needs at least one case.
 */
export function pairedShareInterval(counts: PairedCounts): Interval {
  const n = counts.both + counts.gained + counts.lost + counts.neither;
  const candidate = (counts.both + counts.gained) / n;
  const baseline = (counts.both + counts.lost) / n;
  const ofCandidate = wilson(counts.both + counts.gained, n);
  const ofBaseline = wilson(counts.both + counts.lost, n);
  const phi = correlation(counts);
  const reach = (one: number, other: number) =>
    Math.sqrt(Math.max(0, one ** 2 - 2 * phi * one * other + other ** 2));
  const difference = candidate - baseline;
  return {
    low: difference - reach(candidate - ofCandidate.low, ofBaseline.high - baseline),
    high: difference + reach(ofCandidate.high - candidate, baseline - ofBaseline.low),
  };
}

/**
 * Exact two-sided sign test: how likely chance alone divides the moved cases at least this unevenly. With one answer
 * a case this is McNemar's exact test.
 */
export function signTest(gained: number, lost: number): number {
  const moved = gained + lost;
  const fewer = Math.min(gained, lost);
  // Terms of the binomial distribution with p = 1/2 by their logarithms: 2^-n alone underflows beyond a thousand.
  let logTerm = -moved * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let k = 0; k < fewer; k++) {
    logTerm += Math.log((moved - k) / (k + 1));
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}
