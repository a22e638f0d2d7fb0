import { type Category, categories } from "#lib/contracts/vocabulary.ts";
import type { Calibration } from "../calibration.ts";
import lexicon from "./lexicon.json" with { type: "json" };
import { type BandShares, bands } from "./severity-band.ts";
import { ownSignalName, type Signal } from "./signals.ts";
import trained from "./weights.json" with { type: "json" };

export type Shares = Record<Category, number>;

/** What shares of the weights were worth on tickets that they were not trained on. */
export const calibration: Calibration = trained.calibration;

/** Weights of words are kept as whole numbers of this part. */
const lexiconUnit = 0.01;

/** What the organisation's own signals weigh, in the measure of the trained ones: a strong one nearly decides. */
const ownWeights = { strong: 5, weak: 2 } as const;
const own = categories.flatMap((category) =>
  (["strong", "weak"] as const).map((strength): [string, number[]] => [
    ownSignalName(category, strength),
    categories.map((other) => (other === category ? ownWeights[strength] : 0)),
  ]),
);

type Rows = ReadonlyMap<string, readonly number[]>;

const words = Object.entries<number[]>(lexicon.words).map(
  ([name, row]) => [name, row.map((value) => value * lexiconUnit)] as const,
);
const categoryRows: Rows = new Map([
  ...words.map(([name, row]) => [name, row.slice(0, categories.length)] as const),
  ...Object.entries<number[]>(trained.weights),
  ...own,
]);
const severityRows: Rows = new Map([
  ...words.map(([name, row]) => [name, row.slice(categories.length)] as const),
  ...Object.entries<number[]>(trained.severity),
]);

/** What one signal adds to each category; null for a signal that the weights do not know. */
export function contributionOf({ name, value }: Signal): Shares | null {
  const row = categoryRows.get(name);
  return row ? named(categories, (index) => (row[index] ?? 0) * value) : null;
}

/** The same for each band of severity. */
export function severityContributionOf({ name, value }: Signal): BandShares | null {
  const row = severityRows.get(name);
  return row ? named(bands, (index) => (row[index] ?? 0) * value) : null;
}

/** What one signal adds to one category. */
export const pullTo = (category: Category, { name, value }: Signal): number =>
  (categoryRows.get(name)?.[categories.indexOf(category)] ?? 0) * value;

/** What is added to the two graver bands of severity, less what is added to the two milder ones. */
export const gravenessOf = (added: BandShares): number =>
  added["P0-P1"] + added["P1-P2"] - added["P2-P3"] - added.P3;

/** The same for one signal. */
export function graveness({ name, value }: Signal): number {
  const [worst = 0, high = 0, middle = 0, low = 0] = severityRows.get(name) ?? [];
  return (worst + high - middle - low) * value;
}

/**
 * How likely each category is, summing to 1: a linear model over signals, trained by evals/train-weights.ts. The
 * same signals always give the same shares.
 */
export function weigh(signals: readonly Signal[]): Shares {
  const shares = sharesOf(signals, categoryRows, categories.length);
  return named(categories, (index) => shares[index] ?? 0);
}

/** The same for bands of severity, over the signals of severity-signals.ts. */
export function weighSeverity(signals: readonly Signal[]): BandShares {
  const shares = sharesOf(signals, severityRows, bands.length);
  return named(bands, (index) => shares[index] ?? 0);
}

function sharesOf(signals: readonly Signal[], rows: Rows, classes: number): number[] {
  const totals = new Array<number>(classes).fill(0);
  for (const { name, value } of signals) {
    const row = rows.get(name);
    if (row)
      for (let index = 0; index < classes; index++)
        totals[index] = (totals[index] ?? 0) + (row[index] ?? 0) * value;
  }
  const highest = Math.max(...totals);
  const powers = totals.map((total) => Math.exp(total - highest));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}

function named<Name extends string>(
  names: readonly Name[],
  value: (index: number) => number,
): Record<Name, number> {
  return Object.fromEntries(names.map((name, index) => [name, value(index)])) as Record<Name, number>;
}
