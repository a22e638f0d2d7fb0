import type { Signal } from "./signals.ts";
import { isWordSignal } from "./words.ts";

const signalsShown = 25;
const wordsShown = 8;
/** What moves less than this is not worth a line. */
const leastPull = 0.005;

interface Moved<Weights> {
  signals: { name: string; value: number; words: string[]; weights: Weights; pull: number }[];
  rest: { count: number; weights: Weights; pull: number };
  total: Weights;
}

/**
 * What signals add to each class of a linear model, strongest first: those that are worth a line, and the rest
 * together, so that both make up the score that decided. `weightsOf` is null for what the weights do not know.
 */
export function moved<Weights extends Record<string, number>>(
  signals: readonly Signal[],
  nothing: Weights,
  weightsOf: (signal: Signal) => Weights | null,
  pullOf: (weights: Weights) => number,
): Moved<Weights> {
  const sum = (all: readonly Weights[]) =>
    Object.fromEntries(
      Object.keys(nothing).map((name) => [name, all.reduce((total, each) => total + (each[name] ?? 0), 0)]),
    ) as Weights;
  const lines = wholeWordSignals(signals)
    .flatMap(({ name, value, quotes, parts }) => {
      const known = parts.map(weightsOf).filter((weights) => weights !== null);
      if (known.length === 0) return [];
      const weights = sum(known);
      return [
        { name, value, words: [...new Set(quotes)].slice(0, wordsShown), weights, pull: pullOf(weights) },
      ];
    })
    .sort((one, other) => Math.abs(other.pull) - Math.abs(one.pull));
  const shown = lines.slice(0, signalsShown).filter(({ pull }) => Math.abs(pull) >= leastPull);
  const weights = sum(lines.slice(shown.length).map((line) => line.weights));
  return {
    signals: shown,
    rest: { count: lines.length - shown.length, weights, pull: pullOf(weights) },
    total: sum(lines.map((line) => line.weights)),
  };
}

/** A word and its letters count as one: nobody reads letters. */
function wholeWordSignals(signals: readonly Signal[]): (Signal & { parts: Signal[] })[] {
  const whole = new Map<string, Signal & { parts: Signal[] }>();
  for (const signal of signals) {
    const word = isWordSignal(signal.name) ? signal.quotes[0]?.toLowerCase() : undefined;
    const name = word === undefined ? signal.name : `word ${word}`;
    const known = whole.get(name);
    if (known) known.parts.push(signal);
    else whole.set(name, { ...signal, name, parts: [signal] });
  }
  return [...whole.values()];
}
