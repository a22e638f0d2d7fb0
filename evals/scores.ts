import { categories, type Severity, severities } from "#lib/contracts/vocabulary.ts";
import { stepScoreNeeded } from "#lib/triage/step-rubric.ts";
import type { EvalCase } from "./case.ts";
import type { Prediction } from "./prediction.ts";

/** Shares are 0 to 1; null where no case has the label they need. */
export interface Scores {
  cases: number;
  labelled: number;
  category: number | null;
  categoryWithAlternatives: number | null;
  macroF1: number | null;
  severityInBand: number | null;
  severityTooLow: number | null;
  severityTooHigh: number | null;
  urgentRecall: number | null;
  rightWhenConfident: number | null;
  confidentShare: number | null;
  /** Share of all steps that meet at least six of the rubric's eight checks. */
  stepsActionable: number | null;
  degraded: number;
}

/** Confidence from which a card is expected to be right. */
const confident = 0.8;

type Judged = { one: EvalCase; prediction: Prediction };

const share = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number | null =>
  items.length === 0 ? null : items.filter(holds).length / items.length;

const rank = (severity: Severity) => severities.indexOf(severity);

/** Levels outside the accepted band: negative is called too severe, positive too low, 0 inside. */
export function severityGap(one: EvalCase, severity: Severity): number | null {
  if (!one.severity_min || !one.severity_max) return null;
  const [low, high] = [rank(one.severity_min), rank(one.severity_max)].sort((a, b) => a - b);
  const level = rank(severity);
  if (low === undefined || high === undefined) return null;
  if (level < low) return level - low;
  return level > high ? level - high : 0;
}

function macroF1(judged: readonly Judged[]): number | null {
  const present = categories.filter((category) => judged.some(({ one }) => one.category === category));
  const f1 = present.map((category) => {
    const said = judged.filter(({ prediction }) => prediction.card.category === category);
    const is = judged.filter(({ one }) => one.category === category);
    const hits = said.filter(({ one }) => one.category === category).length;
    return (2 * hits) / (said.length + is.length);
  });
  return f1.length === 0 ? null : f1.reduce((sum, value) => sum + value, 0) / f1.length;
}

/** Compares predictions with labels, case by case; both in the same order. */
export function scoreRun(cases: readonly EvalCase[], predictions: readonly Prediction[]): Scores {
  const judged = cases.flatMap((one, index) => {
    const prediction = predictions[index];
    return prediction ? [{ one, prediction }] : [];
  });
  const labelled = judged.filter(({ one }) => one.category !== undefined);
  const banded = judged.flatMap(({ one, prediction }) => {
    const gap = severityGap(one, prediction.card.severity);
    return gap === null ? [] : [{ one, prediction, gap }];
  });
  const urgent = banded.filter(({ one }) => one.severity_max === "P0" || one.severity_max === "P1");
  const sure = labelled.filter(({ prediction }) => prediction.card.confidence >= confident);
  const right = ({ one, prediction }: Judged) => prediction.card.category === one.category;
  return {
    cases: cases.length,
    labelled: labelled.length,
    category: share(labelled, right),
    categoryWithAlternatives: share(
      labelled,
      (item) => right(item) || item.one.category_alt.includes(item.prediction.card.category),
    ),
    macroF1: macroF1(labelled),
    severityInBand: share(banded, ({ gap }) => gap === 0),
    severityTooLow: share(banded, ({ gap }) => gap > 0),
    severityTooHigh: share(banded, ({ gap }) => gap < 0),
    urgentRecall: share(urgent, ({ prediction }) => rank(prediction.card.severity) <= rank("P1")),
    rightWhenConfident: share(sure, right),
    confidentShare: labelled.length === 0 ? null : sure.length / labelled.length,
    stepsActionable: share(
      predictions.flatMap(({ stepScores }) => stepScores),
      (score) => score >= stepScoreNeeded,
    ),
    degraded: predictions.filter((prediction) => prediction.degraded).length,
  };
}
