import { expect, test } from "vitest";
import { actionName, changesOf, stateText } from "./audit-words.ts";

test("an action reads as a sentence", () => {
  expect(actionName("user.role_changed")).toBe("User role changed");
});

test("names what differs, also what came or went", () => {
  expect(
    changesOf({
      before: { role: "agent", name: "Ada", oldLimitUsd: 1 },
      after: { role: "admin", name: "Ada", now: [] },
    }),
  ).toEqual([
    { name: "Role", before: "agent", after: "admin" },
    { name: "Old limit", before: "$1.00", after: "none" },
    { name: "Now", before: "none", after: "none" },
  ]);
  expect(changesOf({ before: null, after: null })).toEqual([]);
  expect(changesOf({ before: null, after: { role: "agent" } })).toEqual([
    { name: "Role", before: null, after: "agent" },
  ]);
});

test("says a policy in the words of its page, also one of another release", () => {
  const model = { model: "openai:gpt-5", enabled: true, timeoutMs: 12_000 };
  expect(
    changesOf({
      before: {
        "models.strong": [],
        "routing.escalateBelow": 0.65,
        spotCheckShare: 0,
        "routing.longFrom": 9,
      },
      after: {
        "models.strong": [model],
        "routing.escalateBelow": 0.7,
        spotCheckShare: 0.02,
        "routing.longFrom": { now: "an object" },
      },
    }),
  ).toEqual([
    { name: "Strong models", before: "none", after: "openai:gpt-5 (12 s)" },
    { name: "Ask a strong model below", before: "0.65", after: "0.70" },
    { name: "Spot checks", before: "0%", after: "2%" },
    { name: "A text is long from", before: "9 characters", after: "Now: an object" },
  ]);
});

test.each([
  [null, "none"],
  [[], "none"],
  [["triage:read", "admin"], "triage:read, admin"],
  [false, "no"],
  [0, "0"],
  [12_000, "12,000"],
  [{ promotedBy: "gates", runs: [1, 2] }, "Promoted by: gates; Runs: 1, 2"],
  ["2026-03-04T05:06:07.089Z", "2026-03-04 05:06 UTC"],
])("shows %j as %j", (value, text) => {
  expect(stateText(value)).toBe(text);
});
