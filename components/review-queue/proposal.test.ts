import { expect, test } from "vitest";
import type { Card } from "#lib/contracts/triage.ts";
import { alikeOf, decisionOf, reviewKeyOf } from "./proposal.ts";

const card: Card = {
  schemaVersion: 1,
  category: "infra",
  severity: "P2",
  summary: "The disk fills.",
  steps: ["a", "b", "c"],
  confidence: 0.5,
  evidence: [],
  reasons: [],
};

const press = (key: string, code = "", shiftKey = false) => reviewKeyOf({ key, code, shiftKey });

test.each([
  [press("1", "Digit1"), { severity: "P0" }],
  [press("4", "Numpad4"), { severity: "P3" }],
  [press("!", "Digit1", true), { category: "infra" }],
  [press("%", "Digit5", true), { category: "unknown" }],
])("a digit chooses, with Shift it chooses the category", (pressed, change) => {
  expect(pressed).toEqual({ does: "change", change });
});

test("letters act, other keys do nothing", () => {
  expect(press("A", "KeyA", true)).toEqual({ does: "approve" });
  expect(press("5", "Digit5")).toBeNull();
  expect(press("q", "KeyQ")).toBeNull();
});

test("only what differs is sent, and nothing different is an approval", () => {
  expect(decisionOf(card, { severity: "P2", steps: ["a", "b", "c"] }, "")).toEqual({ action: "approve" });
  expect(decisionOf(card, { severity: "P1", category: "infra" }, " too low ")).toEqual({
    action: "correct",
    card: { severity: "P1" },
    reason: "too low",
  });
});

test("cards that somebody is on do not count as alike", () => {
  const item = {
    triageId: "a",
    ticketId: "t",
    title: "t",
    summary: null,
    service: "shop",
    category: "infra",
    severity: "P2",
    confidence: 0.5,
    path: "rules",
    degraded: false,
    reasons: [],
    occurrences: 1,
    queuedAt: "",
    claimDueAt: "",
    decideDueAt: "",
    firstClaimedAt: null,
    breached: null,
    escalation: null,
    claim: null,
    snoozedUntil: null,
    secondOpinion: false,
    decided: null,
  } as const;
  const held = { ...item, triageId: "c", claim: { by: { id: "b", name: "Ben" }, expiresAt: "" } };
  const alike = alikeOf([
    { ...item, reasons: [] },
    { ...item, triageId: "b", reasons: [] },
    { ...held, reasons: [] },
    { ...item, triageId: "d", service: "till", reasons: [] },
  ]);
  expect(alike.map((group) => group.map(({ triageId }) => triageId))).toEqual([["a", "b"]]);
});
