import type { ReviewClockName } from "#lib/contracts/review-clocks.ts";
import type { ReviewItem } from "#lib/contracts/reviews.ts";

/** A clock of a card as it stands: it runs, ran out, or was stopped in time or too late. */
export interface ReviewClock {
  name: ReviewClockName;
  state: "running" | "breached" | "kept" | "late";
  dueAt: string;
  /** Until it runs out; less than 0 when it has. Of a stopped clock, what was left when it was stopped. */
  leftMs: number;
}

const clockOf = (name: ReviewClockName, dueAt: string, stoppedAt: string | null, nowMs: number) => {
  const leftMs = Date.parse(dueAt) - (stoppedAt === null ? nowMs : Date.parse(stoppedAt));
  const isOut = leftMs <= 0;
  const state = stoppedAt === null ? (isOut ? "breached" : "running") : isOut ? "late" : "kept";
  return { name, state, dueAt, leftMs } satisfies ReviewClock;
};

/**
 * Both clocks of a card at a moment: to take it stops with its first claim, to decide with the decision that stands;
 * whoever decides a card has taken it.
 */
export function clocksOf(
  item: Pick<ReviewItem, "claimDueAt" | "decideDueAt" | "firstClaimedAt" | "decided" | "secondOpinion">,
  nowMs: number,
): { claim: ReviewClock; decide: ReviewClock } {
  // With a second opinion the clocks run for somebody else; the earlier decision stops nothing.
  const decidedAt = item.secondOpinion ? null : (item.decided?.at ?? null);
  return {
    claim: clockOf("claim", item.claimDueAt, item.firstClaimedAt ?? decidedAt, nowMs),
    decide: clockOf("decide", item.decideDueAt, decidedAt, nowMs),
  };
}
