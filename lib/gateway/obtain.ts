import type { DegradedReason } from "../contracts/vocabulary.ts";
import { usdOf } from "../core/money.ts";
import { type Attempt, type AttemptPorts, makeAttempt } from "./attempt.ts";
import type { BudgetPort, CallCost, Granted } from "./budget-port.ts";
import { leastCallMs, modelTimeMs } from "./deadline.ts";
import {
  breakerReason,
  degradeReason,
  holdReason,
  repairReasons,
  reservedReason,
  settledReason,
  skipReason,
  strongMissedReason,
  unsettledReason,
  waitReason,
} from "./explain.ts";
import { degradedReasonOf } from "./ladder.ts";
import type { ModelPrompt, ModelSuccess, ReAsk } from "./model-port.ts";
import {
  type CallStep,
  type HoldStep,
  nextStep,
  type Skip,
  type SucceededAttempt,
  succeeded,
} from "./next-step.ts";
import type { EngineObserver } from "./observer.ts";
import { asksLogProbabilities, attemptTimeoutMsOf, type Policy, wantsModel } from "./policy.ts";
import { type PlannedModel, routeFor } from "./route.ts";
import { type AnswerSignals, nextTier, startTier, type TicketSignals } from "./router.ts";
import type { TraceRecorder } from "./trace.ts";

/**
 * How the reading of a ticket was obtained: by a model, or not, and then why. Every attempt made is listed.
 * `retryAfterMs` says how long to wait before it is worth trying again; null where nobody said.
 */
export type Obtained =
  | {
      by: "model";
      attempt: SucceededAttempt;
      attempts: Attempt[];
      /** The strong tier was to read it, too, and did not. */
      strongMissed: boolean;
    }
  | {
      by: "rules";
      degradedReason: DegradedReason | null;
      retryAfterMs: number | null;
      attempts: Attempt[];
    };

interface Operation {
  policy: Policy;
  /** What is known of the ticket before a model reads it. */
  ticket: TicketSignals;
  /** What an answer comes to; judged elsewhere. */
  signalsOf: (answer: ModelSuccess) => AnswerSignals;
  prompt: ModelPrompt;
  /** Knows when the operation began, and learns every decision. */
  trace: TraceRecorder;
  signal: AbortSignal;
}

interface EnginePorts extends AttemptPorts {
  /** Asked for money before each call. */
  budget: BudgetPort;
  observer: EngineObserver;
}

/**
 * Asks models until one answers with a valid extraction or nothing more may be asked: what comes next is decided
 * anew after every call. A cheap answer about a ticket that turns out to be critical or ambiguous is kept and a strong
 * model is asked, too; when that fails, the cheap answer stays. Without a model in the policy the rules engine is what
 * the policy wants: no degradation.
 */
export async function obtainExtraction(operation: Operation, ports: EnginePorts): Promise<Obtained> {
  const { policy, ticket, trace } = operation;
  const { tier, causes, reason } = startTier(ticket, policy);
  const order = routeFor(policy, tier);
  trace.add({ kind: "route", order, causes, reason });
  if (!wantsModel(policy)) return { by: "rules", degradedReason: null, retryAfterMs: null, attempts: [] };
  return await new Asking(operation, ports, order).run();
}

const notMade: CallCost = { costNanoUsd: 0n, inputTokens: null };
const costOf = ({ costNanoUsd, outcome }: Attempt): CallCost => ({
  costNanoUsd,
  inputTokens: outcome.usage?.inputTokens ?? null,
});

/** One operation's way through the models. */
class Asking {
  readonly #operation: Operation;
  readonly #ports: EnginePorts;
  readonly #route: readonly PlannedModel[];
  readonly #attempts: Attempt[] = [];
  readonly #skips = new Map<string, Skip>();
  /** Models that no money may be spent on, and when that may change. */
  readonly #unaffordable = new Map<string, number | null>();
  #lastEndMs: number | null = null;
  #held: { model: string; sinceMs: number } | null = null;
  #escalated: SucceededAttempt | null = null;

  constructor(operation: Operation, ports: EnginePorts, route: readonly PlannedModel[]) {
    this.#operation = operation;
    this.#ports = ports;
    this.#route = route;
  }

  async run(): Promise<Obtained> {
    while (!this.#operation.signal.aborted) {
      const { step, skips } = this.#decide();
      if (step.kind !== "hold") this.#endHold();
      for (const skip of skips) this.#tell(skip);
      if (step.kind === "accept") return this.#accept(step.attempt);
      if (step.kind === "stop") break;
      if (step.kind === "hold") await this.#hold(step);
      else await this.#follow(step);
    }
    return this.#escalated === null ? this.#degrade() : this.#accept(this.#escalated);
  }

  #accept(attempt: SucceededAttempt): Obtained {
    const { model, tier } = attempt;
    const strongMissed = attempt === this.#escalated;
    if (strongMissed) this.#operation.trace.add({ kind: "accept", model, tier, reason: strongMissedReason });
    return { by: "model", attempt, attempts: this.#attempts, strongMissed };
  }

  /** Decides about a cheap answer, once: it is taken, or a strong model is to be asked, too. */
  #weigh(attempt: SucceededAttempt): void {
    const { policy, ticket, trace, signalsOf } = this.#operation;
    const strong = this.#route.find(({ tier }) => tier === "strong");
    const wasAsked = this.#attempts.some(({ tier }) => tier === "strong");
    if (attempt.tier !== "cheap" || strong === undefined || wasAsked) return;
    const { tier, causes, reason } = nextTier(ticket, signalsOf(attempt.outcome), policy.routing);
    if (tier === "cheap") {
      trace.add({ kind: "accept", model: attempt.model, tier, reason });
      return;
    }
    trace.add({ kind: "escalate", model: strong.model, tier, causes, reason });
    this.#escalated = attempt;
  }

  #leftMs(): number {
    const { policy, trace } = this.#operation;
    return modelTimeMs(policy) - (this.#ports.runtime.elapsedMs() - trace.startedMs);
  }

  #decide() {
    const { policy } = this.#operation;
    const { modelHealth, runtime } = this.#ports;
    return nextStep({
      route: this.#route,
      attempts: this.#attempts,
      escalated: this.#escalated,
      standingOf: (model) => modelHealth.standingOf(model),
      budgets: {
        retry: modelHealth.retryBudget.hasToken(),
        reAsk: modelHealth.reAskBudget.hasToken(),
      },
      isUnaffordable: (model) => this.#unaffordable.has(model),
      heldMs: this.#held === null ? 0 : runtime.elapsedMs() - this.#held.sinceMs,
      callsLeft: policy.maxModelCalls - this.#attempts.length,
      leftMs: this.#leftMs(),
      leastCallMs: leastCallMs(policy),
      random: runtime.random(),
    });
  }

  async #follow(step: CallStep): Promise<void> {
    const { modelHealth } = this.#ports;
    const budgets = { retry: modelHealth.retryBudget, reAsk: modelHealth.reAskBudget };
    const budget = step.budget && budgets[step.budget];
    budget?.take();
    const called = (await this.#wait(step)) && (await this.#call(step));
    if (!called) budget?.giveBack();
  }

  async #hold({ target, waitMs }: HoldStep): Promise<void> {
    this.#held ??= { model: target.model, sinceMs: this.#ports.runtime.elapsedMs() };
    await this.#sleep(waitMs);
  }

  /** Told as one wait, however often it was looked whether the others are back. */
  #endHold(): void {
    if (this.#held === null) return;
    const { model, sinceMs } = this.#held;
    const ms = this.#ports.runtime.elapsedMs() - sinceMs;
    this.#operation.trace.add({ kind: "wait", model, ms, retryAfterMs: null, reason: holdReason }, sinceMs);
    this.#held = null;
  }

  async #wait({ target, purpose, waitMs, retryAfterMs }: CallStep): Promise<boolean> {
    if (waitMs === 0) return true;
    const reason = waitReason(purpose, retryAfterMs);
    this.#operation.trace.add({ kind: "wait", model: target.model, ms: waitMs, retryAfterMs, reason });
    return await this.#sleep(waitMs);
  }

  /** False when the caller gave up meanwhile. */
  async #sleep(waitMs: number): Promise<boolean> {
    const { signal } = this.#operation;
    try {
      await this.#ports.runtime.sleep(waitMs, signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
  }

  /** Money for a call; null when there is none, or when it came so late that a call is not worth starting. */
  async #reserve({ target }: CallStep, reAsk: ReAsk | null): Promise<Granted | null> {
    const { policy, prompt, trace, signal } = this.#operation;
    const patienceMs = Math.max(0, this.#leftMs() - 2 * leastCallMs(policy));
    const timeoutMs = attemptTimeoutMsOf(policy, target);
    const wish = { ...target, prompt, reAsk, timeoutMs, patienceMs, signal };
    const grant = await this.#ports.budget.reserve(wish);
    if (!grant.granted) {
      this.#unaffordable.set(target.model, grant.retryAfterMs);
      this.#tell({ model: target.model, cause: grant.cause, retryAfterMs: grant.retryAfterMs });
      return null;
    }
    if (this.#leftMs() < leastCallMs(policy) || signal.aborted) {
      await grant.settle(notMade);
      return null;
    }
    if (grant.reservedNanoUsd !== null) {
      const costUsd = usdOf(grant.reservedNanoUsd);
      trace.add({ kind: "budget", decision: "reserved", costUsd, reason: reservedReason });
    }
    return grant;
  }

  async #settle(grant: Granted, cost: CallCost): Promise<void> {
    await grant.settle(cost);
    const { costNanoUsd } = cost;
    if (grant.reservedNanoUsd === null) return;
    const reason = costNanoUsd === null ? unsettledReason : settledReason;
    this.#operation.trace.add({ kind: "budget", decision: "settled", costUsd: usdOf(costNanoUsd), reason });
  }

  /** False when the model's breaker closed the way meanwhile, or no money may be spent on it. */
  async #call(step: CallStep): Promise<boolean> {
    const { target, purpose } = step;
    const reAsk = purpose === "re_ask" ? this.#reAsk() : null;
    const grant = await this.#reserve(step, reAsk);
    if (grant === null) return false;
    const { policy, prompt, trace, signal } = this.#operation;
    const { runtime, modelHealth, observer } = this.#ports;
    const { model } = target;
    const ordinal = this.#attempts.length + 1;
    if (purpose === "re_ask" || purpose === "without_schema") {
      trace.add({ kind: "repair", ordinal, model, how: purpose, reason: repairReasons[purpose] });
    }
    const nowMs = runtime.elapsedMs();
    const planned = {
      target,
      ordinal,
      purpose,
      prompt,
      reAsk,
      logProbabilities: asksLogProbabilities(policy, target),
      outputTokensMax: grant.outputTokensMax,
      timeoutMs: Math.min(attemptTimeoutMsOf(policy, target), this.#leftMs()),
      waitMs: this.#lastEndMs === null ? 0 : nowMs - this.#lastEndMs,
      signal,
    };
    const made = await observer.aroundCall(planned, () => makeAttempt(planned, this.#ports));
    await this.#settle(grant, made ? costOf(made.attempt) : notMade);
    if (!made) return false;
    const { attempt, breakerChanges } = made;
    this.#attempts.push(attempt);
    this.#lastEndMs = runtime.elapsedMs();
    if (ordinal === 1) {
      modelHealth.retryBudget.firstCallMade();
      modelHealth.reAskBudget.firstCallMade();
    }
    for (const change of breakerChanges) {
      trace.add({ kind: "breaker", model, ...change, reason: breakerReason(change) });
    }
    const { outcome } = attempt;
    if (outcome.outcome === "succeeded" && outcome.answerRepairs.length > 0) {
      trace.add({ kind: "repair", ordinal, model, how: "answer", reason: repairReasons.answer });
    }
    if (succeeded(attempt)) this.#weigh(attempt);
    return true;
  }

  #reAsk(): ReAsk | null {
    const outcome = this.#attempts.at(-1)?.outcome;
    if (outcome?.outcome !== "invalid_output" || outcome.complaint === null) return null;
    return { complaint: outcome.complaint, answer: outcome.rawText };
  }

  /** Once for each model and cause, however often it is decided. */
  #tell(skip: Skip): void {
    const key = `${skip.cause} ${skip.model}`;
    if (!this.#skips.has(key)) {
      this.#operation.trace.add({ kind: "skip", ...skip, reason: skipReason(skip.cause) });
    }
    this.#skips.set(key, skip);
  }

  #degrade(): Obtained {
    const skips = [...this.#skips.values()];
    const degradedReason = degradedReasonOf(
      this.#attempts.map(({ outcome }) => outcome.outcome),
      skips.map(({ cause }) => cause),
    );
    const retryAfterMs = this.#worthTryingInMs();
    if (degradedReason !== null) {
      this.#operation.trace.add({
        kind: "degrade",
        degradedReason,
        retryAfterMs,
        reason: degradeReason(degradedReason),
      });
    }
    return { by: "rules", degradedReason, retryAfterMs, attempts: this.#attempts };
  }

  /** Until the first model that asked to be left alone, or is left alone, may be asked; null where none is. */
  #worthTryingInMs(): number | null {
    const waits = this.#route
      .map(({ model }) => this.#ports.modelHealth.standingOf(model))
      .map(({ restMs, breaker }) => Math.max(restMs, breaker.callableInMs))
      .concat([...this.#unaffordable.values()].map((ms) => ms ?? 0))
      .filter((ms) => ms > 0);
    return waits.length > 0 ? Math.ceil(Math.min(...waits)) : null;
  }
}
