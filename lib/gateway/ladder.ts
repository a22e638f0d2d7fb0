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

/** Why no model answered: the last attempt says it; without any attempt there was no time for one. */
export function degradedReasonOf(outcomes: readonly AttemptOutcomeName[]): DegradedReason | null {
  const last = outcomes.at(-1);
  return last === undefined ? "timeout" : reasonOfOutcome[last];
}
