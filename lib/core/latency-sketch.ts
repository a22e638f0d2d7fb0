/**
 * Percentiles from counts in logarithmic bins, after DDSketch (Masson, Rim, Lee, VLDB 2019): a value x falls into bin
 * ⌈log γ x⌉ and is answered with the bin's middle, so that a percentile is off by (γ − 1) / (γ + 1) of its value at
 * most, and sketches are merged by adding counts.
 */
export const sketchBase = 1.04;

/** Largest relative error of a percentile: 1.96 %. */
export const sketchError = (sketchBase - 1) / (sketchBase + 1);

/** Smaller values count as this one: a microsecond where values are milliseconds. */
export const sketchFloor = 0.001;

/** How many values fell into which bin. */
export type Sketch = ReadonlyMap<number, number>;

/** The bin of a value. */
export const binOf = (value: number): number =>
  Math.ceil(Math.log(Math.max(value, sketchFloor)) / Math.log(sketchBase));

/** The value that stands for a bin. */
export const valueOfBin = (bin: number): number => (2 * sketchBase ** bin) / (sketchBase + 1);

export function mergeSketches(sketches: readonly Sketch[]): Sketch {
  const merged = new Map<number, number>();
  for (const sketch of sketches) {
    for (const [bin, count] of sketch) merged.set(bin, (merged.get(bin) ?? 0) + count);
  }
  return merged;
}

export const countOf = (sketch: Sketch): number => sketch.values().reduce((sum, count) => sum + count, 0);

/** For each share the least value that at least so many of all values do not exceed; null when there are none. */
export function percentilesOf<Shares extends readonly number[]>(
  sketch: Sketch,
  shares: Shares,
): { [Index in keyof Shares]: number | null } {
  const n = countOf(sketch);
  const bins = [...sketch].sort(([a], [b]) => a - b);
  const percentileOf = (share: number) => {
    const rank = Math.max(1, Math.ceil(share * n));
    let seen = 0;
    for (const [bin, count] of bins) {
      seen += count;
      if (count > 0 && seen >= rank) return valueOfBin(bin);
    }
    return null;
  };
  return shares.map(percentileOf) as { [Index in keyof Shares]: number | null };
}
