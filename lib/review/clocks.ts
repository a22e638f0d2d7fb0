import type { ReviewClocks } from "../contracts/review-clocks.ts";
import type { Severity } from "../contracts/vocabulary.ts";

const minuteMs = 60_000;

export interface ReviewDue {
  claimDueAt: Date;
  decideDueAt: Date;
}

/** When a card that is queued now has to be taken and decided. */
export function reviewDue(severity: Severity, queuedAt: Date, clocks: ReviewClocks): ReviewDue {
  const { claimMinutes, decideMinutes } = clocks[severity];
  return {
    claimDueAt: new Date(queuedAt.getTime() + claimMinutes * minuteMs),
    decideDueAt: new Date(queuedAt.getTime() + decideMinutes * minuteMs),
  };
}
