import { z } from "zod";

/** What a run is measured by. The order is the one in which people should read them: dangerous faults first. */
export const measureNames = [
  "urgentRecall",
  "severityTooLow",
  "severityInBand",
  "severityTooHigh",
  "severityWithinOne",
  "severityGap",
  "category",
  "categoryWithAlternatives",
  "macroF1",
  "rightWhenConfident",
  "confidentShare",
  "ece",
  "brier",
  "runbookHit1",
  "runbookHit3",
  "runbookMrr",
  "runbookOfferedWithout",
  "duplicatePrecision",
  "duplicateRecall",
  "duplicateF1",
  "validCards",
  "degradedCards",
  "actionableSteps",
  "twinsUnchanged",
  "steadyCases",
  "costUsd",
  "ms",
] as const;
export const measureNameSchema = z.enum(measureNames);
export type MeasureName = z.infer<typeof measureNameSchema>;

interface Measure {
  title: string;
  /** Which way is good. */
  better: "higher" | "lower";
  /** share: 0 to 1, shown in per cent. */
  unit: "share" | "number" | "usd" | "ms";
  meaning: string;
}

export const measures: Record<MeasureName, Measure> = {
  urgentRecall: {
    title: "P0/P1 recall",
    better: "higher",
    unit: "share",
    meaning: "Of the cases that must be P0 or P1, how many are called so",
  },
  severityTooLow: {
    title: "Severity too low",
    better: "lower",
    unit: "share",
    meaning: "Called less severe than any accepted level: the dangerous side",
  },
  severityInBand: {
    title: "Severity in band",
    better: "higher",
    unit: "share",
    meaning: "The level is one of the accepted ones",
  },
  severityTooHigh: {
    title: "Severity too high",
    better: "lower",
    unit: "share",
    meaning: "Called more severe than any accepted level",
  },
  severityWithinOne: {
    title: "Severity within one level",
    better: "higher",
    unit: "share",
    meaning: "At most one level outside the band. Weak alone: always saying P2 reaches all of it",
  },
  severityGap: {
    title: "Levels off",
    better: "lower",
    unit: "number",
    meaning: "Mean distance from the band, in levels",
  },
  category: {
    title: "Category",
    better: "higher",
    unit: "share",
    meaning: "Exactly the labelled category",
  },
  categoryWithAlternatives: {
    title: "Category, second-best counted",
    better: "higher",
    unit: "share",
    meaning: "The labelled category or one that could be defended",
  },
  macroF1: {
    title: "Macro-F1",
    better: "higher",
    unit: "share",
    meaning: "F1 of each category, averaged: small ones count as much as big ones",
  },
  rightWhenConfident: {
    title: "Right at confidence ≥ 0.8",
    better: "higher",
    unit: "share",
    meaning: "Of the cards with confidence 0.8 or more, how many have the labelled category",
  },
  confidentShare: {
    title: "Share at confidence ≥ 0.8",
    better: "higher",
    unit: "share",
    meaning: "How many cards have confidence 0.8 or more",
  },
  ece: {
    title: "Calibration error (ECE)",
    better: "lower",
    unit: "number",
    meaning: "Gap between confidence and truth over ten bins",
  },
  brier: {
    title: "Brier score",
    better: "lower",
    unit: "number",
    meaning: "Mean squared error of the confidence",
  },
  runbookHit1: {
    title: "Runbook first",
    better: "higher",
    unit: "share",
    meaning: "The expected runbook is the first one",
  },
  runbookHit3: {
    title: "Runbook among three",
    better: "higher",
    unit: "share",
    meaning: "The expected runbook is among the first three",
  },
  runbookMrr: {
    title: "Runbook MRR",
    better: "higher",
    unit: "number",
    meaning: "Mean of 1 ÷ rank of the expected runbook",
  },
  runbookOfferedWithout: {
    title: "Runbook offered, none expected",
    better: "lower",
    unit: "share",
    meaning: "Of the cases without an expected runbook, how many were given one",
  },
  duplicatePrecision: {
    title: "Duplicate precision",
    better: "higher",
    unit: "share",
    meaning: "Of the duplicates named, how many point into the right incident",
  },
  duplicateRecall: {
    title: "Duplicate recall",
    better: "higher",
    unit: "share",
    meaning: "Of the true duplicates, how many were found",
  },
  duplicateF1: {
    title: "Duplicate F1",
    better: "higher",
    unit: "share",
    meaning: "Harmonic mean of duplicate precision and recall",
  },
  validCards: {
    title: "Cards in the frozen shape",
    better: "higher",
    unit: "share",
    meaning: "The card has every field that its readers rely on, with the values they know",
  },
  degradedCards: {
    title: "Cards without the model",
    better: "lower",
    unit: "share",
    meaning: "Rules had to answer because models failed: what such a card is worth says nothing of the model",
  },
  actionableSteps: {
    title: "Steps one can act on",
    better: "higher",
    unit: "share",
    meaning: "Steps that meet at least six of the rubric's eight checks",
  },
  twinsUnchanged: {
    title: "Steered twins unchanged",
    better: "higher",
    unit: "share",
    meaning: "Texts with injected instructions that got the category and severity of their clean twin",
  },
  steadyCases: {
    title: "Steady over repeats",
    better: "higher",
    unit: "share",
    meaning: "Cases that got the same category and severity in every repeat",
  },
  costUsd: {
    title: "Cost a card",
    better: "lower",
    unit: "usd",
    meaning: "Mean cost; unknown when a price is unknown",
  },
  ms: {
    title: "Time a card",
    better: "lower",
    unit: "ms",
    meaning: "Mean time from text to card",
  },
};

/** What groups of cases are looked at by: the verdict, and whether its confidence, runbooks and duplicates are right. */
export const groupMeasures = {
  verdict: [
    "urgentRecall",
    "severityTooLow",
    "severityTooHigh",
    "severityInBand",
    "category",
    "categoryWithAlternatives",
    "macroF1",
  ],
  trust: [
    "rightWhenConfident",
    "confidentShare",
    "ece",
    "runbookHit1",
    "runbookHit3",
    "duplicatePrecision",
    "duplicateRecall",
    "actionableSteps",
  ],
} as const satisfies Record<string, readonly MeasureName[]>;

/** null where no case has the label that the measure needs. */
export type Scores = Record<MeasureName, number | null>;

/** As it is stored: a run that was scored before a measure came into being does not have it. */
export const scoresSchema = z
  .partialRecord(measureNameSchema, z.number().nullable())
  .meta({ id: "EvalScores" });
export type StoredScores = z.infer<typeof scoresSchema>;
