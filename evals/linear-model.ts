export interface Example {
  signals: ReadonlyMap<string, number>;
  /** How much of it belongs to each class, summing to 1. */
  label: readonly number[];
}

/** What is believed of a signal before any example: its weight for each class; zeros where nothing is. */
export type Prior = ReadonlyMap<string, readonly number[]>;

export interface Model {
  /** Name of a signal to its weight for each class. */
  weights: Map<string, number[]>;
}

const rounds = 150;
const rate = 0.03;
const momentum = 0.9;
const spread = 0.999;

/**
 * Multinomial logistic regression, all examples a round, from the prior: nothing in it is left to chance. `pullOf` is
 * how strongly a signal is held to its prior: what few examples show moves it little.
 */
export function train(
  examples: readonly Example[],
  classes: number,
  prior: Prior,
  pullOf: (signal: string) => number,
): Model {
  const names = [
    ...new Set([...prior.keys(), ...examples.flatMap(({ signals }) => [...signals.keys()])]),
  ].sort();
  const place = new Map(names.map((name, index) => [name, index * classes]));
  const rows = examples.map(({ signals, label }) => ({
    label,
    at: Int32Array.from(signals.keys(), (name) => place.get(name) ?? 0),
    values: Float64Array.from(signals.values()),
  }));
  const size = names.length * classes;
  const believed = Float64Array.from(
    names.flatMap((name) => Array.from({ length: classes }, (_, index) => prior.get(name)?.[index] ?? 0)),
  );
  const pulls = Float64Array.from(names.flatMap((name) => new Array<number>(classes).fill(pullOf(name))));
  const weights = Float64Array.from(believed);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  const gradient = new Float64Array(size);
  for (let round = 1; round <= rounds; round++) {
    gradient.fill(0);
    for (const { label, at, values } of rows) {
      const shares = softmax(scoresOf(weights, at, values, classes));
      const errors = shares.map((share, index) => (share - (label[index] ?? 0)) / rows.length);
      for (let entry = 0; entry < at.length; entry++) {
        const from = at[entry] ?? 0;
        const value = values[entry] ?? 0;
        for (let index = 0; index < classes; index++)
          gradient[from + index] = (gradient[from + index] ?? 0) + (errors[index] ?? 0) * value;
      }
    }
    for (let at = 0; at < size; at++) {
      const step = (gradient[at] ?? 0) + (pulls[at] ?? 0) * ((weights[at] ?? 0) - (believed[at] ?? 0));
      mean[at] = momentum * (mean[at] ?? 0) + (1 - momentum) * step;
      square[at] = spread * (square[at] ?? 0) + (1 - spread) * step * step;
      const direction = (mean[at] ?? 0) / (1 - momentum ** round);
      const scale = Math.sqrt((square[at] ?? 0) / (1 - spread ** round)) + 1e-8;
      weights[at] = (weights[at] ?? 0) - (rate * direction) / scale;
    }
  }
  return {
    weights: new Map(
      names.map((name, index) => [name, [...weights.subarray(index * classes, (index + 1) * classes)]]),
    ),
  };
}

function scoresOf(weights: Float64Array, at: Int32Array, values: Float64Array, classes: number): number[] {
  const scores = new Array<number>(classes).fill(0);
  for (let entry = 0; entry < at.length; entry++) {
    const from = at[entry] ?? 0;
    const value = values[entry] ?? 0;
    for (let index = 0; index < classes; index++)
      scores[index] = (scores[index] ?? 0) + (weights[from + index] ?? 0) * value;
  }
  return scores;
}

/** How likely each class is, summing to 1. */
export function sharesOf(
  { weights }: Model,
  signals: ReadonlyMap<string, number>,
  classes: number,
): number[] {
  const scores = new Array<number>(classes).fill(0);
  for (const [name, value] of signals) {
    const row = weights.get(name);
    if (row)
      for (let index = 0; index < classes; index++)
        scores[index] = (scores[index] ?? 0) + (row[index] ?? 0) * value;
  }
  return softmax(scores);
}

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}
