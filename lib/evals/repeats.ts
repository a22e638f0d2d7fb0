import { isPassed, type JudgedCase, outcomesOf, type Prediction } from "./outcome.ts";
import { share } from "./share.ts";

const verdictOf = ({ category, severity }: Prediction) => `${category} ${severity}`;

/** How often a case got which verdict, most frequent first: `[["infra P1", 4], ["app P2", 1]]`. */
export function spreadOf(predictions: readonly Prediction[]): [verdict: string, times: number][] {
  return [...Map.groupBy(predictions, verdictOf)]
    .map(([verdict, same]): [string, number] => [verdict, same.length])
    .sort(([, one], [, other]) => other - one);
}

/** Share of a case's repeats that passed; null for a case without labels. */
export function passRateOf(judged: JudgedCase): number | null {
  const passed = outcomesOf(judged).flatMap((outcome) => isPassed(outcome) ?? []);
  return share(passed, (each) => each);
}
