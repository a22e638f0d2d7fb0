import { seededRandom } from "#lib/evals/seeded-random.ts";

/** Draws from a seed; the same seed draws the same. */
export interface Draw {
  /** 0 ≤ x < 1 */
  fraction(): number;
  chance(probability: number): boolean;
  /** Whole number from 0 up to and without `limit`. */
  below(limit: number): number;
  between(least: number, most: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
  /** A few items come up much more often than the others. */
  favouring<Item>(items: readonly Item[]): Item;
  /** Positive, with a long tail: half of all draws are below `median`; a third are within a factor of e^spread / 2. */
  skewed(median: number, spread: number): number;
}

export function drawFrom(seed: number): Draw {
  const fraction = seededRandom(seed);
  const below = (limit: number) => Math.floor(fraction() * limit);
  const at = <Item>(items: readonly Item[], index: number): Item => {
    const item = items[index];
    if (item === undefined) throw new Error("There is nothing to draw from.");
    return item;
  };
  return {
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    between: (least, most) => least + fraction() * (most - least),
    oneOf: (items) => at(items, below(items.length)),
    favouring: (items) => at(items, Math.floor(items.length * fraction() ** 2.5)),
    skewed(median, spread) {
      // Box and Muller: two even draws make a normal one.
      const normal = Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());
      return median * Math.exp(spread * normal);
    },
  };
}
