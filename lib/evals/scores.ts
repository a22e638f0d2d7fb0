import { type MeasureName, measureNames, type Scores } from "../contracts/eval-measures.ts";
import type { Measure } from "./measure.ts";
import { measureOf } from "./measures.ts";
import type { JudgedCase } from "./outcome.ts";
import { type SetContext, setContextOf } from "./set-context.ts";

/**
 * Version of the way scores are computed, kept with each run: runs of different versions do not compare. Raise it
 * with every change that can alter a number.
 */
export const scorerVersion = "scorer_2";

/** The sums of a measure over cases, and with them its value. */
function valueOver(measure: Measure, cases: readonly JudgedCase[], context: SetContext): number | null {
  const sums = new Array<number>(measure.size).fill(0);
  for (const judged of cases) {
    measure.sumsOf(judged, context).forEach((part, index) => {
      sums[index] = (sums[index] ?? 0) + part;
    });
  }
  return measure.valueFrom(sums);
}

/**
 * Scores of cases. A case about which nothing was said counts as wrong. `context` is that of the whole set, where the
 * cases are only a group of it.
 */
export function scoresOf(cases: readonly JudgedCase[], context: SetContext = setContextOf(cases)): Scores {
  const value = (name: MeasureName) => valueOver(measureOf[name], cases, context);
  // Every name is given a value, so that the record is whole.
  return Object.fromEntries(measureNames.map((name) => [name, value(name)])) as Scores;
}
