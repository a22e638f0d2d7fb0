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
