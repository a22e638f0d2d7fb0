import { expect, test } from "vitest";
import type { TraceEvent } from "#lib/contracts/trace.ts";
import { routingSteps } from "./routing-words.ts";

const at = { atMs: 1, reason: "Because." };

test("tells who was asked to read and why, and leaves the rest out", () => {
  const events: TraceEvent[] = [
    { ...at, kind: "cache", decision: "miss", triageId: null },
    { ...at, kind: "prompt", version: "a", arm: "active", percent: 0 },
    { ...at, kind: "route", order: [{ model: "a:cheap", tier: "cheap" }], causes: [] },
    { ...at, kind: "budget", decision: "reserved", costUsd: 1 },
    { ...at, kind: "escalate", model: "a:strong", tier: "strong", causes: ["harm", "low_confidence"] },
    { ...at, kind: "accept", model: "a:strong", tier: "strong" },
  ];
  expect(routingSteps(events).map(({ turn, model, causes }) => [turn, model, causes])).toEqual([
    ["Cheap first", null, []],
    ["Escalated", "a:strong", ["harm", "low_confidence"]],
    ["Taken", "a:strong", []],
  ]);
});

test("a card of before names the triage it came from; without models the rules read", () => {
  expect(
    routingSteps([
      { ...at, kind: "cache", decision: "hit", triageId: "tri_1" },
      { ...at, kind: "route", order: [], causes: [] },
      { ...at, kind: "route", order: [{ model: "a:strong", tier: "strong" }], causes: ["severity"] },
    ]),
  ).toMatchObject([{ turn: "Reused", triageId: "tri_1" }, { turn: "Rules read" }, { turn: "Strong first" }]);
});
