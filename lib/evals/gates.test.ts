import { expect, test } from "vitest";
import type { Gate } from "../contracts/eval-gates.ts";
import { compareRuns } from "./compare.ts";
import { checkGates, gatesVersionOf } from "./gates.ts";
import { gatesOfRun } from "./model-gate.ts";
import { scoresOf } from "./scores.ts";
import { newLabel, newPrediction } from "./testing.ts";

const good = { title: "a", label: newLabel(), predictions: [newPrediction()] };
const bad = { ...good, predictions: [newPrediction({ severity: "P3", cardValid: false })] };
const compared = (cases: (typeof good)[]) => ({
  id: "run",
  set: "core",
  setVersion: "v1",
  scorerVersion: "s",
  cases,
});

const check = (gate: Gate, judged = good, baseline: typeof good | null = null) =>
  checkGates([gate], {
    scores: scoresOf([judged]),
    passRateOf: (id) => (id === "a" ? (judged === good ? 1 : 0) : undefined),
    comparison: baseline && compareRuns(compared([baseline]), compared([])),
  });

const why = "why";

test.each<[string, Gate, boolean, boolean]>([
  ["a floor", { check: "at_least", measure: "severityInBand", value: 1, why }, true, false],
  ["a ceiling", { check: "at_most", measure: "severityTooLow", value: 0.1, why }, true, false],
  ["the frozen shape", { check: "at_least", measure: "validCards", value: 1, why }, true, false],
  ["cases that must pass", { check: "cases_pass", cases: ["a"], why }, true, false],
])("%s lets the good run through and stops the bad one", (_name, gate, isGood, isBad) => {
  expect(check(gate)[0]?.passed).toBe(isGood);
  expect(check(gate, bad)[0]?.passed).toBe(isBad);
});

test("a score that is missing and a case that is not there do not pass", () => {
  expect(check({ check: "at_least", measure: "runbookHit1", value: 0, why })[0]).toMatchObject({
    passed: false,
    found: "missing",
  });
  expect(check({ check: "cases_pass", cases: ["gone"], why })[0]?.passed).toBe(false);
});

test("regression is checked where there is a baseline, and a missing case is one", () => {
  expect(check({ check: "no_regression", why })).toEqual([]);
  expect(check({ check: "no_regression", why }, good, good)[0]).toMatchObject({
    passed: false,
    found: expect.stringContaining("missing"),
  });
});

test("another limit is another version of the gates", () => {
  const gate: Gate = { check: "at_least", measure: "category", value: 0.8, why };
  expect(gatesVersionOf([gate])).toBe(gatesVersionOf([{ ...gate }]));
  expect(gatesVersionOf([{ ...gate, value: 0.9 }])).not.toBe(gatesVersionOf([gate]));
});

test.each([
  [99, "auto", ["compatible:a"], true],
  [98, "model", ["compatible:a"], false],
  [0, "rules", ["compatible:a"], true],
  [0, "auto", [], true],
] as const)("of 100 cards %i are the engine's own: %s with %j", (own, engine, models, passed) => {
  const cases = Array.from({ length: 100 }, (_, index) => ({
    label: newLabel({ id: String(index) }),
    predictions: [newPrediction({ degraded: index >= own })],
  }));
  const run = { scores: scoresOf(cases), passRateOf: () => null, comparison: null };
  const results = checkGates(gatesOfRun([], { engine, models: [...models] }), run);
  expect(results.every((each) => each.passed)).toBe(passed);
});
