import type { AttemptPurpose, SkipCause } from "../contracts/trace.ts";
import type { DegradedReason } from "../contracts/vocabulary.ts";
import type { BreakerChange } from "./breaker-port.ts";

/** The engine's decisions in words, one sentence each. */

const skipReasons: Record<SkipCause, string> = {
  circuit_open: "It keeps failing and is left alone for a while.",
  retry_after: "Its provider asked to be left alone for longer than there is time.",
  retry_budget: "Too many calls fail at the moment; another one would only add load.",
  wait_too_long: "Waiting for it would take longer than there is time.",
  budget: "A budget has too little left for this call.",
  price_unknown: "Its price is unknown, and a budget applies.",
  database: "Nobody can say what the budgets have left.",
};
export const skipReason = (cause: SkipCause): string => skipReasons[cause];

export function waitReason(purpose: AttemptPurpose, retryAfterMs: number | null): string {
  if (retryAfterMs !== null) return "The provider said when to come back.";
  return purpose === "retry" ? "The same call may succeed a moment later." : "It is not ready yet.";
}

export const holdReason = "Others are finding out whether it works.";

export const repairReasons = {
  re_ask: "The answer did not fit the schema; the model is told what was wrong.",
  without_schema: "The server takes no JSON Schema; it is asked for plain JSON.",
  answer: "The form of the answer was repaired; no value was changed.",
} as const;

export function breakerReason({ to }: BreakerChange): string {
  switch (to) {
    case "open":
      return "The calls to it failed one after the other; it is left alone.";
    case "half_open":
      return "The pause is over; this call tries whether it works again.";
    case "closed":
      return "The call succeeded; it is asked as usual again.";
  }
}

export const reservedReason = "Kept for the call; what it does not cost is given back.";
export const settledReason = "What the call cost.";
export const unsettledReason = "What the call cost is unknown; what was kept counts.";
export const strongMissedReason = "No strong model answered; the cheap model's card stays.";

const degradeReasons: Record<DegradedReason, string> = {
  timeout: "No model answered in time.",
  rate_limited: "The provider's rate limit or quota was reached.",
  provider_error: "The provider failed.",
  provider_auth: "The provider did not accept our credentials.",
  circuit_open: "Every model keeps failing and is left alone for a while.",
  invalid_output: "No answer could be used.",
  budget: "No budget allows a call now.",
  overloaded: "Too much work is under way.",
  database: "The database could not be reached.",
  redaction: "The text could not be redacted.",
};
export const degradeReason = (reason: DegradedReason): string => degradeReasons[reason];
