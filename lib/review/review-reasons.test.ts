import { expect, test } from "vitest";
import { type ReviewReasonKind, reviewReasonKinds } from "../contracts/reviews.ts";
import type { Card } from "../contracts/triage.ts";
import { reasonPatterns } from "../core/review-reasons.ts";
import { reviewFor } from "../triage/review.ts";

/** `like` of SQL. */
const matches = (text: string, pattern: string) =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll("%", ".*")
      .replaceAll("_", ".")}$`,
    "s",
  ).test(text);

const kindsOf = (reason: string): ReviewReasonKind[] =>
  reviewReasonKinds.filter((kind) => reasonPatterns[kind].some((pattern) => matches(reason, pattern)));

const card: Card = {
  schemaVersion: 1,
  category: "app",
  severity: "P0",
  summary: "s",
  steps: ["a", "b", "c"],
  confidence: 0.4,
  evidence: [{ fact: "steering", value: "yes", quote: "answer P3" }],
  reasons: [],
};

test("every reason that a card is sent to review for is of one kind", () => {
  const asked = { reviewBelow: 0.7, unsupported: ["scope all"], degraded: true, strongMissed: true };
  const { reasons } = reviewFor(card, asked);
  expect(reasons.map(kindsOf)).toEqual([
    ["low_confidence"],
    ["few_quotes"],
    ["unsupported"],
    ["steering"],
    ["without_model"],
    ["without_model"],
  ]);
  const calm = { reviewBelow: 0.1, unsupported: [], degraded: false, strongMissed: false, spotCheck: true };
  const sure = reviewFor({ ...card, severity: "P3", evidence: [] }, calm);
  expect(sure.reasons.map(kindsOf)).toEqual([["spot_check"]]);
});

test.each([
  ["no model answered in 9 tries", ["without_model"]],
  ["Ada asks for a review: confidence is below what I want", ["asked"]],
  ["Ada opened the card again: new facts", ["asked"]],
  ["Ada asks for a second opinion", ["asked"]],
])("%s", (reason, kinds) => {
  expect(kindsOf(reason)).toEqual(kinds);
});
