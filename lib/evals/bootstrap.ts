import type { Interval } from "./paired-interval.ts";
import { seededRandom } from "./seeded-random.ts";

/** Fixed, so that comparing the same two runs always gives the same interval. */
const seed = 0x7e57;
const draws = 1000;

/**
 * 95 % interval of a statistic over cases by the bootstrap: cases are drawn with replacement, `sums` of a case stay
 * together, so that both runs' answers to it are drawn as a pair (B. Efron, R. J. Tibshirani, "An Introduction to the
 * Bootstrap", 1993, chapter 13, percentile interval). Draws in which the statistic does not exist are left out; null
 * when it exists in none.
 */
export function bootstrapInterval(
  sums: readonly (readonly number[])[],
  statistic: (totals: readonly number[]) => number | null,
): Interval | null {
  const random = seededRandom(seed);
  const size = sums[0]?.length ?? 0;
  const flat = Float64Array.from(sums.flat());
  const values: number[] = [];
  const totals = new Float64Array(size);
  for (let draw = 0; draw < draws; draw++) {
    totals.fill(0);
    for (let round = 0; round < sums.length; round++) {
      const start = Math.floor(random() * sums.length) * size;
      for (let index = 0; index < size; index++) {
        totals[index] = (totals[index] ?? 0) + (flat[start + index] ?? 0);
      }
    }
    const value = statistic([...totals]);
    if (value !== null) values.push(value);
  }
  values.sort((one, other) => one - other);
  const low = values[Math.floor(values.length * 0.025)];
  const high = values[Math.max(0, Math.ceil(values.length * 0.975) - 1)];
  return low === undefined || high === undefined ? null : { low, high };
}
