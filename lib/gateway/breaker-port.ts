import type { BreakerStateName } from "../contracts/trace.ts";
import type { ModelOutcome } from "./model-port.ts";

/** The port between the engine and whatever does the mechanics of circuit breakers, one for each model. */

export interface BreakerState {
  model: string;
  state: BreakerStateName;
  /** Until a call may be made; 0 when one may be made now. */
  callableInMs: number;
}

export interface BreakerChange {
  from: BreakerStateName;
  to: BreakerStateName;
}

/** A call under a breaker: refused without being made, or made, with what it changed. */
export type Guarded =
  | { admitted: false }
  | { admitted: true; outcome: ModelOutcome; changes: BreakerChange[] };

export interface Breakers {
  stateOf(model: string): BreakerState;
  /** Every model that was asked for so far. */
  states(): BreakerState[];
  /** Makes the call if the model's breaker lets it through, and learns from how it ends. */
  guard(model: string, call: () => Promise<ModelOutcome>): Promise<Guarded>;
}

/** What a call's end says about the model: `fault` counts against it, `none` says nothing. */
export type Verdict = "sound" | "fault" | "none";

/**
 * A fault is the model's or its provider's: unreachable, broken, silent, or refusing everybody. A request that was
 * not accepted says nothing about the next one, a wrong key is no load, a caller who hung up is nobody's fault, and
 * a refusal with a time to come back is honoured by waiting.
 */
export function verdictOn(outcome: ModelOutcome): Verdict {
  switch (outcome.outcome) {
    case "succeeded":
    case "invalid_output":
    case "refused":
      return "sound";
    case "timed_out":
      return "fault";
    case "provider_error":
      return outcome.retryable && outcome.retryAfterMs === null ? "fault" : "none";
    case "rate_limited":
      return outcome.retryAfterMs === null && !outcome.quotaExhausted ? "fault" : "none";
    case "provider_auth":
    case "aborted":
      return "none";
  }
}
