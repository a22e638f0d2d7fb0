import type { Severity } from "../contracts/vocabulary.ts";

const minutes = (count: number) => count * 60_000;
const hours = (count: number) => count * 60 * 60_000;

/**
 * How long a card may wait for somebody to take it, and to be decided, in milliseconds from the moment it was queued.
 * Shaped after the response and update times that incident tools ship by default: minutes for what pages somebody,
 * hours for what waits for the working day.
 */
const reviewClocks: Record<Severity, { claimMs: number; decideMs: number }> = {
  P0: { claimMs: minutes(5), decideMs: minutes(15) },
  P1: { claimMs: minutes(15), decideMs: minutes(60) },
  P2: { claimMs: hours(4), decideMs: hours(8) },
  P3: { claimMs: hours(24), decideMs: hours(72) },
};

export interface ReviewDue {
  claimDueAt: Date;
  decideDueAt: Date;
}

/** When a card that is queued now has to be taken and decided. */
export function reviewDue(severity: Severity, queuedAt: Date): ReviewDue {
  const { claimMs, decideMs } = reviewClocks[severity];
  return {
    claimDueAt: new Date(queuedAt.getTime() + claimMs),
    decideDueAt: new Date(queuedAt.getTime() + decideMs),
  };
}
