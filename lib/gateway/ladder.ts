import type { SkipCause } from "../contracts/trace.ts";
import type { AttemptOutcomeName, DegradedReason } from "../contracts/vocabulary.ts";

/** What a failed attempt makes of the card when nothing better follows. */
const reasonOfOutcome = {
  succeeded: null,
  invalid_output: "invalid_output",
  refused: "invalid_output",
  provider_error: "provider_error",
  provider_auth: "provider_auth",
  rate_limited: "rate_limited",
  timed_out: "timeout",
  aborted: "timeout",
} as const satisfies Record<AttemptOutcomeName, DegradedReason | null>;

/**
 * Why no model answered: the last attempt says it. Without any attempt, the models were left alone because they keep
 * failing or asked for it; or there was no time.
 */
export function degradedReasonOf(
  outcomes: readonly AttemptOutcomeName[],
  skips: readonly SkipCause[],
): DegradedReason | null {
  const last = outcomes.at(-1);
  if (last !== undefined) return reasonOfOutcome[last];
  if (skips.includes("database")) return "database";
  if (skips.includes("budget") || skips.includes("price_unknown")) return "budget";
  if (skips.includes("circuit_open")) return "circuit_open";
  return skips.includes("retry_after") ? "rate_limited" : "timeout";
}
