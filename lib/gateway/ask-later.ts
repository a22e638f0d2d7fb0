import type { DegradedReason } from "../contracts/vocabulary.ts";

const minuteMs = 60_000;

/** After this long a human has the card, and no model is asked any more. */
export const givesUpAfterMs = 8 * 60 * minuteMs;
/** A budget of a day comes back within a day; one of a month is not waited for. */
export const givesUpOnBudgetAfterMs = 26 * 60 * minuteMs;

/**
 * Waits grow with the age of the triage, so that a better card comes late by half of the outage at most. When no call
 * was made, since the models are known to fail, asking again costs nothing and is done sooner.
 */
const waits = {
  called: { share: 0.5, leastMs: 4_000, mostMs: 15 * minuteMs },
  notCalled: { share: 0.25, leastMs: 4_000, mostMs: 5 * minuteMs },
} as const;
/** Waits differ by this share up or down, so that what failed together does not come back together. */
const spread = 0.25;

const budgetSpreadMs = 5 * minuteMs;

interface Failure {
  /** Since the triage was made. */
  ageMs: number;
  /** Calls were made, and failed. */
  called: boolean;
  /** What the provider asked for; null where nobody said. */
  retryAfterMs: number | null;
  /** It was not asked because a budget was used up. */
  overBudget: boolean;
  /** 0 ≤ x < 1 */
  random: number;
}

/** How long to wait before the models are asked again for a degraded card; null: they are not. */
export function askAgainInMs({ ageMs, called, retryAfterMs, overBudget, random }: Failure): number | null {
  if (ageMs >= (overBudget ? givesUpOnBudgetAfterMs : givesUpAfterMs)) return null;
  const { share, leastMs, mostMs } = called ? waits.called : waits.notCalled;
  const waitMs = Math.min(Math.max(ageMs * share, leastMs), mostMs);
  // Cards that a budget held back come one after the other when it is there again.
  if (overBudget && retryAfterMs !== null) return retryAfterMs + random * budgetSpreadMs;
  return Math.max(waitMs * (1 + spread * (2 * random - 1)), retryAfterMs ?? 0);
}

/** Whether asking a model later can help. What may not be sent to one is for a human. */
export function isWorthAskingLater(reason: DegradedReason | null): boolean {
  return reason !== null && reason !== "redaction";
}
