import { type Category, categories } from "#lib/contracts/vocabulary.ts";
import type { Calibration } from "../calibration.ts";
import { ownSignalName, type Signal } from "./signals.ts";
import trained from "./weights.json" with { type: "json" };

export type Shares = Record<Category, number>;

/** What shares of the weights were worth on tickets that they were not trained on. */
export const calibration: Calibration = trained.calibration;

/** What the organisation's own signals weigh, in the measure of the trained ones: a strong one nearly decides. */
const ownWeights = { strong: 4, weak: 1.5 } as const;
const own = categories.flatMap((category) =>
  (["strong", "weak"] as const).map((strength): [string, number[]] => [
    ownSignalName(category, strength),
    categories.map((other) => (other === category ? ownWeights[strength] : 0)),
  ]),
);

const weights = new Map<string, readonly number[]>([...Object.entries(trained.weights), ...own]);

/** What one signal adds to each category; null for a signal that the weights do not know. */
export function contributionOf({ name, value }: Signal): Shares | null {
  const row = weights.get(name);
  return row ? sharesOf((index) => (row[index] ?? 0) * value) : null;
}

/**
 * How likely each category is, summing to 1: a linear model over signals, trained by evals/train-weights.ts. The
 * same signals always give the same shares.
 */
export function weigh(signals: readonly Signal[]): Shares {
  const totals = categories.map(() => 0);
  for (const { name, value } of signals) {
    const row = weights.get(name);
    if (row)
      for (const index of totals.keys()) totals[index] = (totals[index] ?? 0) + (row[index] ?? 0) * value;
  }
  const highest = Math.max(...totals);
  const powers = totals.map((total) => Math.exp(total - highest));
  const sum = powers.reduce((all, power) => all + power, 0);
  return sharesOf((index) => (powers[index] ?? 0) / sum);
}

const sharesOf = (value: (index: number) => number): Shares => {
  const [infra, app, data, security, unknown] = [0, 1, 2, 3, 4].map(value);
  return {
    infra: infra ?? 0,
    app: app ?? 0,
    data: data ?? 0,
    security: security ?? 0,
    unknown: unknown ?? 0,
  };
};
