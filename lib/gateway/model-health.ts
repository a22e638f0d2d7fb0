import type { Runtime } from "../core/runtime.ts";
import { type BreakerState, type Breakers, type Guarded, verdictOn } from "./breaker-port.ts";
import type { ModelOutcome } from "./model-port.ts";
import { RetryBudget } from "./retry-budget.ts";

/** Longest advice to stay away that is believed; after it one call may look whether it still holds. */
const longestRestMs = 10 * 60_000;

/** What is known about a model at this moment. */
export interface Standing {
  breaker: BreakerState;
  /** How long its provider still wants to be left alone. */
  restMs: number;
  /** Calls under way to it, of all operations. */
  inFlight: number;
  /** Time since its last success; null when it has none or failed since. */
  workedMsAgo: number | null;
}

interface Memory {
  restUntilMs: number;
  inFlight: number;
  workedAtMs: number | null;
}

/**
 * What one process has learnt about its models, over all operations: breakers, advice to stay away, the budgets for
 * retries and re-asks. Lost with the process, and learnt again from a few calls.
 */
export class ModelHealth {
  readonly retryBudget = new RetryBudget();
  readonly reAskBudget = new RetryBudget();
  readonly #breakers: Breakers;
  readonly #runtime: Pick<Runtime, "elapsedMs">;
  readonly #memories = new Map<string, Memory>();

  constructor(breakers: Breakers, runtime: Pick<Runtime, "elapsedMs">) {
    this.#breakers = breakers;
    this.#runtime = runtime;
  }

  breakerStates(): BreakerState[] {
    return this.#breakers.states();
  }

  standingOf(model: string): Standing {
    const memory = this.#memoryOf(model);
    const nowMs = this.#runtime.elapsedMs();
    return {
      breaker: this.#breakers.stateOf(model),
      restMs: Math.max(0, memory.restUntilMs - nowMs),
      inFlight: memory.inFlight,
      workedMsAgo: memory.workedAtMs === null ? null : nowMs - memory.workedAtMs,
    };
  }

  /** Makes a call if the model's breaker lets it through, and learns from how it ends. */
  async call(model: string, make: () => Promise<ModelOutcome>): Promise<Guarded> {
    const memory = this.#memoryOf(model);
    memory.inFlight += 1;
    try {
      const guarded = await this.#breakers.guard(model, make);
      if (guarded.admitted) this.#learn(memory, guarded.outcome);
      return guarded;
    } finally {
      memory.inFlight -= 1;
    }
  }

  #learn(memory: Memory, outcome: ModelOutcome): void {
    if (verdictOn(outcome) === "fault") memory.workedAtMs = null;
    if (outcome.outcome === "succeeded") {
      memory.workedAtMs = this.#runtime.elapsedMs();
      this.retryBudget.callSucceeded();
      this.reAskBudget.callSucceeded();
    }
    const advice = "retryAfterMs" in outcome ? outcome.retryAfterMs : null;
    if (advice === null) return;
    const until = this.#runtime.elapsedMs() + Math.min(advice, longestRestMs);
    memory.restUntilMs = Math.max(memory.restUntilMs, until);
  }

  #memoryOf(model: string): Memory {
    const known = this.#memories.get(model);
    if (known) return known;
    const memory: Memory = { restUntilMs: 0, inFlight: 0, workedAtMs: null };
    this.#memories.set(model, memory);
    return memory;
  }
}
