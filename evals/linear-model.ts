export interface Example {
  signals: ReadonlyMap<string, number>;
  /** Index of the right class. */
  label: number;
}

/** What is believed of a signal before any example: its weight for each class; zeros where nothing is. */
export type Prior = ReadonlyMap<string, readonly number[]>;

export interface Model {
  /** Name of a signal to its weight for each class. */
  weights: Map<string, number[]>;
}

const rounds = 400;
const rate = 0.03;
/** Pull towards the prior: what few tickets show moves it little. */
const penalty = 0.006;
const momentum = 0.9;
const spread = 0.999;

/** Multinomial logistic regression, all examples a round, from the prior: nothing in it is left to chance. */
export function train(examples: readonly Example[], classes: number, prior: Prior): Model {
  const names = [
    ...new Set([...prior.keys(), ...examples.flatMap(({ signals }) => [...signals.keys()])]),
  ].sort();
  const place = new Map(names.map((name, index) => [name, index]));
  const rows = examples.map(({ signals, label }) => ({
    label,
    entries: [...signals].map(([name, value]) => ({ at: (place.get(name) ?? 0) * classes, value })),
  }));
  const size = names.length * classes;
  const believed = Float64Array.from(
    names.flatMap((name) => Array.from({ length: classes }, (_, index) => prior.get(name)?.[index] ?? 0)),
  );
  const weights = Float64Array.from(believed);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let round = 1; round <= rounds; round++) {
    const gradient = new Float64Array(size);
    for (const { label, entries } of rows) {
      const shares = softmax(classes, (index) =>
        entries.reduce((sum, { at, value }) => sum + (weights[at + index] ?? 0) * value, 0),
      );
      for (const { at, value } of entries)
        for (let index = 0; index < classes; index++) {
          const error = (shares[index] ?? 0) - (index === label ? 1 : 0);
          gradient[at + index] = (gradient[at + index] ?? 0) + error * value;
        }
    }
    for (let at = 0; at < size; at++) {
      const step = (gradient[at] ?? 0) / rows.length + penalty * ((weights[at] ?? 0) - (believed[at] ?? 0));
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

/** The likeliest class and how likely it is. */
export function likeliest(
  { weights }: Model,
  signals: ReadonlyMap<string, number>,
): { label: number; share: number } {
  const rows = [...signals].flatMap(([name, value]) => {
    const row = weights.get(name);
    return row ? [{ row, value }] : [];
  });
  const classes = Math.max(0, ...[...weights.values()].slice(0, 1).map((row) => row.length));
  const shares = softmax(classes, (index) =>
    rows.reduce((sum, { row, value }) => sum + (row[index] ?? 0) * value, 0),
  );
  const label = shares.indexOf(Math.max(...shares));
  return { label, share: shares[label] ?? 0 };
}

function softmax(classes: number, score: (index: number) => number): number[] {
  const scores = Array.from({ length: classes }, (_, index) => score(index));
  const highest = Math.max(...scores);
  const powers = scores.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.map((power) => power / sum);
}
