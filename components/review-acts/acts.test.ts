import { expect, test } from "vitest";
import type { ReviewItem } from "#lib/contracts/reviews.ts";
import { actOfKey, actsAt, bodyOf, placeOf } from "./acts.ts";

const item: ReviewItem = {
  triageId: "tri_1",
  ticketId: "tkt_1",
  title: "disk full",
  summary: null,
  service: null,
  category: "infra",
  severity: "P2",
  confidence: 0.5,
  path: "rules",
  degraded: false,
  reasons: [],
  occurrences: 1,
  queuedAt: "2026-01-01T00:00:00.000Z",
  claimDueAt: "2026-01-01T00:00:00.000Z",
  decideDueAt: "2026-01-01T00:00:00.000Z",
  firstClaimedAt: null,
  breached: null,
  escalation: null,
  claim: null,
  snoozedUntil: null,
  secondOpinion: false,
  decided: null,
};
const decided = { by: "Ada", at: "2026-01-01T00:00:00.000Z", action: "approve" } as const;

test("a card waits, is decided, waits with another one of its incident, or was never asked about", () => {
  expect(placeOf(item, "pending")).toBe("open");
  expect(placeOf({ ...item, decided }, "approved")).toBe("decided");
  expect(placeOf({ ...item, decided, secondOpinion: true }, "pending")).toBe("open");
  expect(placeOf(null, "pending")).toBe("elsewhere");
  expect(placeOf(null, "none")).toBe("none");
  expect(placeOf(null, "approved")).toBe("none");
});

test("anybody sends a card to review, reviewers open a decided one again", () => {
  expect(actsAt("none", false)).toEqual(["request"]);
  expect(actsAt("decided", true)).toEqual(["reopen", "second_opinion"]);
  for (const mayReview of [true, false]) {
    expect(actsAt("open", mayReview)).toEqual([]);
    expect(actsAt("elsewhere", mayReview)).toEqual([]);
  }
  expect(actsAt("decided", false)).toEqual([]);
});

test("a key does only what may be done", () => {
  expect(actOfKey("r", ["request"])).toBe("request");
  expect(actOfKey("R", ["reopen", "second_opinion"])).toBe("reopen");
  expect(actOfKey("o", ["reopen", "second_opinion"])).toBe("second_opinion");
  expect(actOfKey("o", ["request"])).toBeUndefined();
  expect(actOfKey("a", ["reopen", "second_opinion"])).toBeUndefined();
});

test("who takes up a decision again says why, who sends a card may", () => {
  expect(bodyOf("request", "  ")).toEqual({});
  expect(bodyOf("request", " looks low ")).toEqual({ reason: "looks low" });
  expect(bodyOf("reopen", " ")).toBeNull();
  expect(bodyOf("second_opinion", "unsure")).toEqual({ reason: "unsure" });
  expect(bodyOf("reopen", "x".repeat(501))).toBeNull();
});
