import { expect, test } from "vitest";
import { type JudgedCase, severityGap } from "./outcome.ts";
import { scoresOf } from "./scores.ts";
import { newLabel, newPrediction } from "./testing.ts";

const judged = (
  label: Parameters<typeof newLabel>[0],
  ...predictions: Parameters<typeof newPrediction>[0][]
): JudgedCase => ({
  label: newLabel(label),
  predictions: predictions.map((each, index) =>
    newPrediction({ caseId: label?.id ?? "a", repeat: index + 1, ...each }),
  ),
});

test.each([
  ["P0", "P1", "P1", 0],
  ["P0", "P1", "P3", 2],
  ["P2", "P3", "P0", -2],
  ["P3", "P2", "P1", -1],
] as const)("measures how far a level is outside %s to %s: %s is %i", (min, max, said, gap) => {
  expect(severityGap(newLabel({ severity_min: min, severity_max: max }), said)).toBe(gap);
});

test("counts right, defensible and dangerous answers", () => {
  const scores = scoresOf([
    judged({ id: "a", category: "infra", severity_min: "P0", severity_max: "P1" }, { severity: "P2" }),
    judged(
      { id: "b", category: "data", category_alt: ["infra"], severity_min: "P2", severity_max: "P2" },
      { severity: "P2", confidence: 0.5 },
    ),
  ]);
  expect(scores).toMatchObject({
    category: 0.5,
    categoryWithAlternatives: 1,
    severityInBand: 0.5,
    severityTooLow: 0.5,
    severityTooHigh: 0,
    severityGap: 0.5,
    urgentRecall: 0,
    rightWhenConfident: 1,
    confidentShare: 0.5,
  });
  expect(scores.macroF1).toBeCloseTo((2 / 3 + 0) / 2);
  expect(scores.ece).toBeCloseTo((0.1 + 0.5) / 2);
  expect(scores.brier).toBeCloseTo((0.1 ** 2 + 0.5 ** 2) / 2);
});

test("a card that had to come about without its model is told, and a case without any card is none", () => {
  const said = (degraded: boolean) => ({ label: newLabel(), predictions: [newPrediction({ degraded })] });
  expect(scoresOf([said(true), said(false), said(false), said(false)]).degradedCards).toBe(0.25);
  expect(scoresOf([{ label: newLabel(), predictions: [] }]).degradedCards).toBeNull();
});

test("without labels there is no score", () => {
  const scores = scoresOf([
    judged(
      { category: undefined, severity_min: undefined, severity_max: undefined },
      { runbooks: ["x"], duplicateOf: "b" },
    ),
  ]);
  expect(scores).toMatchObject({
    category: null,
    severityInBand: null,
    urgentRecall: null,
    ece: null,
    macroF1: null,
    runbookHit1: null,
    runbookOfferedWithout: null,
    duplicatePrecision: null,
  });
});

test("a case about which nothing was said is wrong and too low, and has no confidence", () => {
  expect(scoresOf([judged({ severity_min: "P0", severity_max: "P1" })])).toMatchObject({
    category: 0,
    severityInBand: 0,
    severityTooLow: 1,
    severityWithinOne: 0,
    urgentRecall: 0,
    macroF1: 0,
    validCards: 0,
    brier: null,
    confidentShare: 0,
  });
});

test("ranks runbooks, others that fit included", () => {
  const scores = scoresOf([
    judged({ id: "a", runbook: "one" }, { runbooks: ["one", "two"] }),
    judged({ id: "b", runbook: "one", runbook_alt: ["three"] }, { runbooks: ["x", "y", "three"] }),
    judged({ id: "c", runbook: "one" }, { runbooks: ["x", "y", "z", "one"] }),
    judged({ id: "d", runbook: "one" }, { runbooks: [] }),
    judged({ id: "e" }, { runbooks: ["one"] }),
    judged({ id: "f" }, { runbooks: [] }),
  ]);
  expect(scores).toMatchObject({ runbookHit1: 0.25, runbookHit3: 0.5, runbookOfferedWithout: 0.5 });
  expect(scores.runbookMrr).toBeCloseTo((1 + 1 / 3 + 1 / 4) / 4);
});

test("any earlier case of the same incident is the right duplicate", () => {
  const scores = scoresOf([
    judged({ id: "a" }, {}),
    judged({ id: "b", dup_of: "a" }, { duplicateOf: "a" }),
    judged({ id: "c", dup_of: "b" }, { duplicateOf: "a" }),
    judged({ id: "d", dup_of: "a" }, {}),
    judged({ id: "e" }, { duplicateOf: "a" }),
    judged({ id: "f" }, { duplicateOf: "no such case" }),
  ]);
  expect(scores).toMatchObject({ duplicatePrecision: 0.5 });
  expect(scores.duplicateRecall).toBeCloseTo(2 / 3);
});

test("a steered text is about the incident of its clean twin", () => {
  const scores = scoresOf([
    judged({ id: "a" }, {}),
    judged({ id: "b", dup_of: "a" }, { duplicateOf: "a" }),
    judged({ id: "c", twin_of: "a" }, { duplicateOf: "a" }),
  ]);
  expect(scores).toMatchObject({ duplicatePrecision: 1, duplicateRecall: 1 });
});

test("a steered text must get what its clean twin got in the same repeat", () => {
  const clean = judged({ id: "a" }, { severity: "P1" }, { severity: "P2" });
  const same = judged({ id: "b", twin_of: "a" }, { severity: "P1" }, { severity: "P2" });
  const steered = judged({ id: "c", twin_of: "a" }, { severity: "P3" }, { severity: "P2" });
  const silent = judged({ id: "d", twin_of: "a" });
  expect(scoresOf([clean, same]).twinsUnchanged).toBe(1);
  expect(scoresOf([clean, steered]).twinsUnchanged).toBe(0.5);
  expect(scoresOf([clean, silent]).twinsUnchanged).toBe(0);
  expect(scoresOf([clean]).twinsUnchanged).toBeNull();
});

test("cases that change their verdict between repeats are not steady", () => {
  const steady = judged({ id: "a" }, {}, {});
  const unsteady = judged({ id: "b" }, { severity: "P1" }, { severity: "P2" });
  expect(scoresOf([steady, unsteady]).steadyCases).toBe(0.5);
  expect(scoresOf([judged({}, {})]).steadyCases).toBeNull();
});

test("one unknown price makes the cost unknown", () => {
  expect(
    scoresOf([judged({ id: "a" }, { costUsd: 0.2 }), judged({ id: "b" }, { costUsd: 0.4 })]).costUsd,
  ).toBeCloseTo(0.3);
  expect(
    scoresOf([judged({ id: "a" }, { costUsd: 0.2 }), judged({ id: "b" }, { costUsd: null })]).costUsd,
  ).toBeNull();
});
