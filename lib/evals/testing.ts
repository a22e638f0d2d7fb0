import type { EvalCase } from "../contracts/eval-case.ts";
import { severities } from "../contracts/vocabulary.ts";
import { leastTexts } from "./fit-to-judge.ts";
import type { Label, Prediction } from "./outcome.ts";

/** A case's label; override what a test is about. */
export const newLabel = (label: Partial<Label> = {}): Label => ({
  id: "a",
  category: "infra",
  category_alt: [],
  severity_min: "P1",
  severity_max: "P2",
  runbook_alt: [],
  tags: [],
  ...label,
});

/** A prediction that `newLabel` accepts; override what a test is about. */
export const newPrediction = (prediction: Partial<Prediction> = {}): Prediction => ({
  caseId: "a",
  repeat: 1,
  category: "infra",
  severity: "P1",
  confidence: 0.9,
  runbooks: [],
  duplicateOf: null,
  degraded: false,
  cardValid: true,
  steps: 3,
  actionableSteps: 3,
  costUsd: 0,
  ms: 1,
  ...prediction,
});

/** Labelled cases of all levels, enough of them to promote over; the category is what rules and the simulator say. */
export const fitCases = (count = leastTexts): EvalCase[] =>
  Array.from({ length: count }, (_, index) => {
    const level = severities[index % severities.length];
    return {
      ...newLabel({ id: `case-${index}`, severity_min: level, severity_max: level, category_alt: ["app"] }),
      text: `Checkout number ${index} answers 502 Bad Gateway to all customers, nobody can pay`,
    };
  });
