import type { MeasureName } from "../contracts/eval-measures.ts";
import { expectedCalibrationError } from "./calibration.ts";
import { macroF1 } from "./category-table.ts";
import { combined, type Measure, meanOf, ratio, shareOf } from "./measure.ts";
import { gapOf, isCalledUrgent, isDefensible, isRight, isUrgent, type Outcome } from "./outcome.ts";
import { spreadOf } from "./repeats.ts";
import type { SetContext } from "./set-context.ts";

/** Confidence from which a card is expected to be right. */
const confident = 0.8;
/** Most levels that a severity can be off. */
const furthestLevel = 3;

const isLabelled = ({ label }: Outcome) => label.category !== undefined;
const isBanded = (outcome: Outcome) => gapOf(outcome) !== null;
const gap = (outcome: Outcome) => gapOf(outcome) ?? 0;
const isSure = ({ prediction }: Outcome) => prediction !== null && prediction.confidence >= confident;
const always = () => true;

const hasRunbook = ({ label }: Outcome) => Boolean(label.runbook);

/** Place of the first accepted runbook, from 0; -1 when it was not offered. */
function runbookRank({ label, prediction }: Outcome): number {
  const accepted = new Set([label.runbook, ...label.runbook_alt]);
  return prediction ? prediction.runbooks.findIndex((id) => accepted.has(id)) : -1;
}

const saysDuplicate = ({ prediction }: Outcome) => prediction !== null && prediction.duplicateOf !== null;

function isDuplicateFound({ label, prediction }: Outcome, { incidentOf }: SetContext): boolean {
  const said = prediction?.duplicateOf ?? null;
  if (said === null || said === label.id) return false;
  const incident = incidentOf(said);
  return incident !== null && incident === incidentOf(label.id);
}

const duplicatePrecision = shareOf(
  // A set that names no duplicate may yet hold some: nothing can be said about those found.
  (outcome, { namesDuplicates }) => namesDuplicates && saysDuplicate(outcome),
  isDuplicateFound,
);
const duplicateRecall = shareOf(({ label }) => Boolean(label.dup_of), isDuplicateFound);

function harmonicMean([one = null, other = null]: (number | null)[]): number | null {
  if (one === null || other === null) return null;
  return one + other === 0 ? 0 : (2 * one * other) / (one + other);
}

/** A steered text and its clean twin got the same answer; an unanswered half is not the same. */
function isTwinSame({ label, prediction }: Outcome, { saidOf }: SetContext): boolean {
  if (!label.twin_of || !prediction) return false;
  const twin = saidOf(label.twin_of, prediction.repeat);
  return twin !== null && twin.category === prediction.category && twin.severity === prediction.severity;
}

export const measureOf: Record<MeasureName, Measure> = {
  urgentRecall: shareOf(({ label }) => isUrgent(label), isCalledUrgent),
  severityTooLow: shareOf(isBanded, (outcome) => gap(outcome) > 0),
  severityInBand: shareOf(isBanded, (outcome) => gap(outcome) === 0),
  severityTooHigh: shareOf(isBanded, (outcome) => gap(outcome) < 0),
  severityWithinOne: shareOf(isBanded, (outcome) => Math.abs(gap(outcome)) <= 1),
  severityGap: meanOf((outcome) =>
    isBanded(outcome) ? Math.min(furthestLevel, Math.abs(gap(outcome))) : null,
  ),
  category: shareOf(isLabelled, isRight),
  categoryWithAlternatives: shareOf(isLabelled, isDefensible),
  macroF1,
  rightWhenConfident: shareOf((outcome) => isLabelled(outcome) && isSure(outcome), isRight),
  confidentShare: shareOf(isLabelled, isSure),
  ece: expectedCalibrationError,
  brier: meanOf((outcome) =>
    outcome.prediction && isLabelled(outcome)
      ? (outcome.prediction.confidence - (isRight(outcome) ? 1 : 0)) ** 2
      : null,
  ),
  runbookHit1: shareOf(hasRunbook, (outcome) => runbookRank(outcome) === 0),
  runbookHit3: shareOf(hasRunbook, (outcome) => [0, 1, 2].includes(runbookRank(outcome))),
  runbookMrr: meanOf((outcome) => {
    if (!hasRunbook(outcome)) return null;
    const rank = runbookRank(outcome);
    return rank < 0 ? 0 : 1 / (rank + 1);
  }),
  runbookOfferedWithout: shareOf(
    (outcome, { namesRunbooks }) => namesRunbooks && !hasRunbook(outcome),
    ({ prediction }) => prediction !== null && prediction.runbooks.length > 0,
  ),
  duplicatePrecision,
  duplicateRecall,
  duplicateF1: combined([duplicatePrecision, duplicateRecall], harmonicMean),
  validCards: shareOf(always, ({ prediction }) => prediction?.cardValid ?? false),
  degradedCards: shareOf(
    ({ prediction }) => prediction !== null,
    ({ prediction }) => prediction?.degraded ?? false,
  ),
  actionableSteps: ratio(({ predictions }) => [
    predictions.reduce((sum, { actionableSteps }) => sum + actionableSteps, 0),
    predictions.reduce((sum, { steps }) => sum + steps, 0),
  ]),
  twinsUnchanged: shareOf(({ label }, { has }) => Boolean(label.twin_of && has(label.twin_of)), isTwinSame),
  steadyCases: ratio(({ predictions }) =>
    predictions.length > 1 ? [spreadOf(predictions).length === 1 ? 1 : 0, 1] : null,
  ),
  // One unknown price makes the mean unknown.
  costUsd: {
    ...meanOf(({ prediction }) => (prediction ? (prediction.costUsd ?? Number.NaN) : null)),
    valueFrom: ([sum = 0, count = 0]) => (count === 0 || Number.isNaN(sum) ? null : sum / count),
  },
  ms: meanOf(({ prediction }) => prediction?.ms ?? null),
};
