import type { EvalCase } from "../contracts/eval-case.ts";
import { type Category, type Severity, severities } from "../contracts/vocabulary.ts";

/** What a run said about a case, once. */
export interface Prediction {
  caseId: string;
  /** From 1. */
  repeat: number;
  category: Category;
  severity: Severity;
  confidence: number;
  /** Best first. */
  runbooks: readonly string[];
  /** An earlier case about the same incident. */
  duplicateOf: string | null;
  degraded: boolean;
  /** The card has the shape that its readers rely on. */
  cardValid: boolean;
  /** Steps, and how many of them one can act on. */
  steps: number;
  actionableSteps: number;
  costUsd: number | null;
  ms: number;
}

export type Label = Omit<EvalCase, "text" | "service" | "environment">;

/** A case beside one prediction; null where the run said nothing, which counts as wrong. */
export interface Outcome {
  label: Label;
  prediction: Prediction | null;
}

const rank = (severity: Severity) => severities.indexOf(severity);

/** The accepted levels as ranks, most severe first; null without a label. */
function bandOf({ severity_min, severity_max }: Label): [number, number] | null {
  if (!severity_min || !severity_max) return null;
  const [first, second] = [rank(severity_min), rank(severity_max)];
  return first <= second ? [first, second] : [second, first];
}

/** Levels outside the accepted band: negative is called too severe, positive too low, 0 inside, null unlabelled. */
export function severityGap(label: Label, severity: Severity): number | null {
  const band = bandOf(label);
  if (!band) return null;
  const level = rank(severity);
  if (level < band[0]) return level - band[0];
  return level > band[1] ? level - band[1] : 0;
}

/** Further than any level can be: nothing was said about the severity. */
const nothingSaidGap = severities.length;

/** As `severityGap`; a case about which nothing was said was called too low. */
export function gapOf({ label, prediction }: Outcome): number | null {
  if (!bandOf(label)) return null;
  return prediction ? severityGap(label, prediction.severity) : nothingSaidGap;
}

/** The case must be called P0 or P1. */
export function isUrgent(label: Label): boolean {
  const band = bandOf(label);
  return band !== null && band[1] <= rank("P1");
}

export const isCalledUrgent = ({ prediction }: Outcome): boolean =>
  prediction !== null && rank(prediction.severity) <= rank("P1");

export const isRight = ({ label, prediction }: Outcome): boolean =>
  prediction !== null && prediction.category === label.category;

export const isDefensible = (outcome: Outcome): boolean =>
  isRight(outcome) ||
  (outcome.prediction !== null && outcome.label.category_alt.includes(outcome.prediction.category));

/**
 * Whether the verdict is one that the label accepts: a defensible category and a severity in its band. null when the
 * case has neither label.
 */
export function isPassed(outcome: Outcome): boolean | null {
  const gap = gapOf(outcome);
  if (outcome.label.category === undefined && gap === null) return null;
  return (outcome.label.category === undefined || isDefensible(outcome)) && (gap === null || gap === 0);
}

/** A case with everything a run said about it: a prediction for each repeat, none when it was left out. */
export interface JudgedCase {
  label: Label;
  predictions: readonly Prediction[];
}

/** One outcome for each repeat; a case without predictions has one outcome, and it is wrong. */
export const outcomesOf = ({ label, predictions }: JudgedCase): Outcome[] =>
  predictions.length === 0
    ? [{ label, prediction: null }]
    : predictions.map((prediction) => ({ label, prediction }));
