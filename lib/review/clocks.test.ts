import { expect, test } from "vitest";
import { defaultReviewClocks } from "../contracts/review-clocks.ts";
import { reviewDue } from "./clocks.ts";

const queuedAt = new Date("2026-03-01T10:00:00Z");
const after = (minutes: number) => new Date(queuedAt.getTime() + minutes * 60_000);

test("a card is to be taken and decided as long after it was queued as its severity says", () => {
  const clocks = { ...defaultReviewClocks, P2: { claimMinutes: 7, decideMinutes: 9 } };
  expect(reviewDue("P2", queuedAt, clocks)).toEqual({ claimDueAt: after(7), decideDueAt: after(9) });
  expect(reviewDue("P0", queuedAt, clocks)).toEqual({ claimDueAt: after(5), decideDueAt: after(15) });
});
