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

/** How many values fell into which bin: `counts[i]` into bin `first + i`. */
export interface Sketch {
  readonly first: number;
  readonly counts: Float64Array;
}

/** The bin of a value. */
export const binOf = (value: number): number =>
  Math.ceil(Math.log(Math.max(value, sketchFloor)) / Math.log(sketchBase));

/** The value that stands for a bin. */
export const valueOfBin = (bin: number): number => (2 * sketchBase ** bin) / (sketchBase + 1);

/** Adds a sketch to the first one, or takes it off: into this one where its bins are wide enough, else into a wider. */
export function addSketch(into: Sketch | undefined, more: Sketch, sign: 1 | -1 = 1): Sketch {
  const sum = into
    ? widened(into, more)
    : { first: more.first, counts: new Float64Array(more.counts.length) };
  const offset = more.first - sum.first;
  for (let at = 0; at < more.counts.length; at++) {
    sum.counts[offset + at] = (sum.counts[offset + at] ?? 0) + sign * (more.counts[at] ?? 0);
  }
  return sum;
}

/** The sketch with room for the bins of another. */
function widened(sketch: Sketch, other: Sketch): Sketch {
  const first = Math.min(sketch.first, other.first);
  const end = Math.max(sketch.first + sketch.counts.length, other.first + other.counts.length);
  if (end - first === sketch.counts.length) return sketch;
  const counts = new Float64Array(end - first);
  counts.set(sketch.counts, sketch.first - first);
  return { first, counts };
}

export const countOf = (sketch: Sketch | undefined): number => {
  let n = 0;
  for (const count of sketch?.counts ?? []) n += count;
  return n;
};

/** For each share the least value that at least so many of all values do not exceed; null when there are none. */
export function percentilesOf<Shares extends readonly number[]>(
  sketch: Sketch | undefined,
  shares: Shares,
): { [Index in keyof Shares]: number | null } {
  const n = countOf(sketch);
  const percentileOf = (share: number) => {
    if (!sketch || n === 0) return null;
    const rank = Math.max(1, Math.ceil(share * n));
    let seen = 0;
    const at = sketch.counts.findIndex((count) => {
      seen += count;
      return count > 0 && seen >= rank;
    });
    return at < 0 ? null : valueOfBin(sketch.first + at);
  };
  return shares.map(percentileOf) as { [Index in keyof Shares]: number | null };
}
