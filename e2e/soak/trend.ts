/** A measured series over time, and how much it may grow before it counts as rising. */
export interface Series {
  name: string;
  unit: string;
  /** Growth over the judged half of the run that is no trend, in the series' unit. */
  tolerance: number;
  samples: { atMs: number; value: number }[];
}

export interface Trend {
  /** Medians of the first, the middle and the last tenth of the run. */
  start: number;
  middle: number;
  end: number;
  /** Theil–Sen slope over the second half, by the hour. */
  perHour: number;
  /** Share of the pairs of samples of which the later one is larger; half of them where there is no trend. */
  risingPairs: number;
  verdict: "flat" | "rising";
}

const hourMs = 3_600_000;
/** Noise alone gives about half; a leak that is slow against its noise still gives more than this. */
const risingShare = 0.65;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/**
 * Whether a series rises over the second half of its run, after it has warmed up. Judged by the median of the slopes
 * of all pairs of samples (Theil–Sen), which a third of outliers cannot move, and by how many pairs rise at all
 * (Kendall): both have to say so.
 */
export function trendOf({ samples, tolerance }: Series): Trend {
  const part = (from: number, to: number) =>
    median(
      samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to)).map((s) => s.value),
    );
  const judged = samples.slice(Math.floor(samples.length / 2));
  const pairs = judged.flatMap((early, index) =>
    judged.slice(index + 1).map((late) => ({ rise: late.value - early.value, ms: late.atMs - early.atMs })),
  );
  const slope = median(pairs.map(({ rise, ms }) => rise / ms));
  const ties = pairs.filter(({ rise }) => rise === 0).length;
  const risingPairs = (pairs.filter(({ rise }) => rise > 0).length + ties / 2) / pairs.length;
  const lastedMs = (judged.at(-1)?.atMs ?? 0) - (judged[0]?.atMs ?? 0);
  const rises = slope * lastedMs > tolerance && risingPairs > risingShare;
  return {
    start: part(0, 0.1),
    middle: part(0.45, 0.55),
    end: part(0.9, 1),
    perHour: slope * hourMs,
    risingPairs,
    verdict: rises ? "rising" : "flat",
  };
}
