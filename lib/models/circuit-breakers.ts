import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhenResult,
  isBrokenCircuitError,
} from "cockatiel";
import type { BreakerStateName } from "../contracts/trace.ts";
import { type Runtime, systemRuntime } from "../core/runtime.ts";
import {
  type BreakerChange,
  type BreakerState,
  type Breakers,
  type Guarded,
  verdictOn,
} from "../gateway/breaker-port.ts";
import type { ModelOutcome } from "../gateway/model-port.ts";

/** Faults in a row after which a model is left alone. */
const faultsInARow = 5;
/** First pause; each pause after a failed probe is twice as long, up to the longest. */
const firstPauseMs = 5_000;
const longestPauseMs = 30_000;
/** The library takes the time by itself, a moment later than we do. */
const clockMarginMs = 5;

const pauseMs = (timesOpened: number) => Math.min(longestPauseMs, firstPauseMs * 2 ** (timesOpened - 1));

const stateNames: Record<CircuitState, BreakerStateName> = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.HalfOpen]: "half_open",
  // Held open by hand; nobody does.
  [CircuitState.Isolated]: "open",
};

/** What a call's end tells the breaker. */
class Sample {
  readonly outcome: ModelOutcome;
  readonly fault: boolean;
  constructor(outcome: ModelOutcome, fault: boolean) {
    this.outcome = outcome;
    this.fault = fault;
  }
}

/** Thrown past a closed breaker, so that it counts the call neither way. */
class NoVerdict extends Error {
  readonly outcome: ModelOutcome;
  constructor(outcome: ModelOutcome) {
    super(outcome.outcome);
    this.outcome = outcome;
  }
}

/** A breaker of one model: closed, open after faults in a row, then one probe at a time. */
class ModelBreaker {
  readonly #model: string;
  readonly #now: () => number;
  readonly #policy: CircuitBreakerPolicy;
  #callableAtMs = 0;

  constructor(model: string, now: () => number) {
    this.#model = model;
    this.#now = now;
    this.#policy = circuitBreaker(
      handleWhenResult((result) => result instanceof Sample && result.fault),
      {
        breaker: new ConsecutiveBreaker(faultsInARow),
        halfOpenAfter: new DelegateBackoff(({ attempt }) => {
          this.#callableAtMs = now() + pauseMs(attempt) + clockMarginMs;
          return pauseMs(attempt);
        }),
      },
    );
  }

  state(): BreakerState {
    const state = stateNames[this.#policy.state];
    const callableInMs = {
      closed: 0,
      open: Math.max(0, this.#callableAtMs - this.#now()),
      // Until the probe under way has ended, and nobody knows when that is.
      half_open: firstPauseMs,
    }[state];
    return { model: this.#model, state, callableInMs };
  }

  async guard(call: () => Promise<ModelOutcome>): Promise<Guarded> {
    const before = this.state();
    if (before.callableInMs > 0) return { admitted: false };
    let during = before.state;
    try {
      const { outcome } = await this.#policy.execute(async () => {
        during = this.state().state;
        return this.#judge(await call(), during === "half_open");
      });
      return { admitted: true, outcome, changes: this.#changes(before.state, during) };
    } catch (error) {
      if (isBrokenCircuitError(error)) return { admitted: false };
      if (!(error instanceof NoVerdict)) throw error;
      return { admitted: true, outcome: error.outcome, changes: this.#changes(before.state, during) };
    }
  }

  /** A probe that nobody waited for proves nothing, so that the breaker stays open; any answer at all closes it. */
  #judge(outcome: ModelOutcome, isProbe: boolean): Sample {
    const verdict = verdictOn(outcome);
    if (verdict !== "none") return new Sample(outcome, verdict === "fault");
    if (isProbe) return new Sample(outcome, outcome.outcome === "aborted");
    throw new NoVerdict(outcome);
  }

  #changes(before: BreakerStateName, during: BreakerStateName): BreakerChange[] {
    const after = this.state().state;
    return [
      { from: before, to: during },
      { from: during, to: after },
    ].filter(({ from, to }) => from !== to);
  }
}

/** Circuit breakers over cockatiel, one for each model asked for. Lives as long as the process. */
export function createBreakers(runtime: Pick<Runtime, "now"> = systemRuntime): Breakers {
  const breakers = new Map<string, ModelBreaker>();
  const breakerOf = (model: string) => {
    const known = breakers.get(model);
    if (known) return known;
    const created = new ModelBreaker(model, () => runtime.now().getTime());
    breakers.set(model, created);
    return created;
  };
  return {
    stateOf: (model) => breakerOf(model).state(),
    states: () => [...breakers.values()].map((breaker) => breaker.state()),
    guard: (model, call) => breakerOf(model).guard(call),
  };
}
