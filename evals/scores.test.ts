import { expect, test } from "vitest";
import type { EvalCase } from "./case.ts";
import { failedGates } from "./gates.ts";
import type { Prediction } from "./prediction.ts";
import { scoreRun, severityGap } from "./scores.ts";

const evalCase = (label: Partial<EvalCase>): EvalCase => ({
  id: "a",
  text: "text",
  category_alt: [],
  ...label,
});

const prediction = (card: Partial<Prediction["card"]>): Prediction => ({
  id: "a",
  card: {
    schemaVersion: 1,
    category: "infra",
    severity: "P2",
    summary: "s",
    steps: ["a", "b", "c"],
    confidence: 0.9,
    evidence: [],
    reasons: [],
    ...card,
  },
  stepScores: [8, 6, 5],
  degraded: false,
  runbooks: [],
  duplicateOf: null,
  costUsd: 0,
  ms: 1,
});

test.each([
  ["P0", "P1", "P1", 0],
  ["P0", "P1", "P3", 2],
  ["P2", "P3", "P0", -2],
] as const)("measures how far a level is outside %s to %s: %s is %i", (min, max, said, gap) => {
  expect(severityGap(evalCase({ severity_min: min, severity_max: max }), said)).toBe(gap);
});

test("counts right, defensible and dangerous answers", () => {
  const cases = [
    evalCase({ category: "infra", severity_min: "P0", severity_max: "P1" }),
    evalCase({ category: "data", category_alt: ["infra"], severity_min: "P2", severity_max: "P2" }),
  ];
  const scores = scoreRun(cases, [
    prediction({ severity: "P2" }),
    prediction({ severity: "P2", confidence: 0.5 }),
  ]);
  expect(scores).toMatchObject({
    category: 0.5,
    categoryWithAlternatives: 1,
    severityInBand: 0.5,
    severityTooLow: 0.5,
    urgentRecall: 0,
    rightWhenConfident: 1,
    confidentShare: 0.5,
    stepsActionable: 2 / 3,
  });
  expect(scores.macroF1).toBeCloseTo((2 / 3 + 0) / 2);
});

test("makes predictions without labels and computes no score from them", () => {
  expect(scoreRun([evalCase({})], [prediction({})])).toMatchObject({ category: null, severityInBand: null });
});

test("a score that is missing does not pass its gate", () => {
  const scores = scoreRun([evalCase({})], [prediction({})]);
  expect(failedGates(scores, [{ score: "category", atLeast: 0.5 }])).toEqual([
    "category is missing, must be at least 0.5",
  ]);
});
