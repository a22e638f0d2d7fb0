import type { AttemptPurpose, SkipCause } from "../contracts/trace.ts";
import type { Attempt } from "./attempt.ts";
import { adviceMs, backoffMs, holdMs } from "./backoff.ts";
import type { Standing } from "./model-health.ts";
import type { ModelOutcome, ModelSuccess } from "./model-port.ts";
import type { PlannedModel } from "./route.ts";

/** Longest wait for a model while another one could be asked at once. */
const patienceMs = 2_000;

/** Longest time to see whether a model works for the others before it is given up. */
const longestHoldMs = 4_000;

/** Everything a decision depends on, as plain data. */
export interface Situation {
  route: readonly PlannedModel[];
  /** The calls made so far, in order. */
  attempts: readonly Attempt[];
  /** A cheap model's answer that is not taken before a strong model was asked; null: every answer is taken. */
  escalated: SucceededAttempt | null;
  standingOf: (model: string) => Standing;
  budgets: { retry: boolean; reAsk: boolean };
  /** No money may be spent on this model in this operation. */
  isUnaffordable: (model: string) => boolean;
  callsLeft: number;
  /** How long this operation has been held so far. */
  heldMs: number;
  /** Until the engine has to be done. */
  leftMs: number;
  /** Time without which a call is not worth starting. */
  leastCallMs: number;
  /** 0 ≤ random < 1 */
  random: number;
}

export type SucceededAttempt = Attempt & { outcome: ModelSuccess };

/** A model that was not asked although it was its turn. */
export interface Skip {
  model: string;
  cause: SkipCause;
  retryAfterMs: number | null;
}

export interface CallStep {
  kind: "call";
  target: PlannedModel;
  purpose: AttemptPurpose;
  waitMs: number;
  /** The provider's advice behind the wait; null when the wait is our own. */
  retryAfterMs: number | null;
  /** The budget this call is taken from. */
  budget: "retry" | "reAsk" | null;
}

/** Nothing yet: others are finding out whether the model works, and everybody at once would only add load. */
export interface HoldStep {
  kind: "hold";
  target: PlannedModel;
  waitMs: number;
}

type Step =
  | { kind: "accept"; attempt: SucceededAttempt }
  | CallStep
  | HoldStep
  /** Nothing more is asked; an answer that was to be read again is taken then. */
  | { kind: "stop"; reason: string };

export interface Decided {
  step: Step;
  skips: Skip[];
}

/**
 * What comes next, after each call and before the first: take the answer, ask the same model again (with the
 * complaint about its answer, without a schema, or after a wait), ask another model, or stop. Pure.
 */
export function nextStep(situation: Situation): Decided {
  const { attempts, callsLeft, leftMs, leastCallMs } = situation;
  const { escalated } = situation;
  const last = attempts.at(-1);
  if (last && succeeded(last) && last !== escalated) return plain({ kind: "accept", attempt: last });
  if (last?.outcome.outcome === "aborted") return stop("The caller gave up.");
  if (callsLeft < 1) return stop("All calls that an operation may make were made.");
  if (leftMs < leastCallMs) return stop("Too little time is left for another call.");

  const again = last ? sameModelAtOnce(last, situation) : null;
  if (again?.step) return plain(again.step);
  const targets = escalated ? situation.route.filter(({ tier }) => tier === "strong") : situation.route;
  const options = targets.flatMap((target) => optionFor(target, situation));
  const skips = [...(again?.skips ?? []), ...options.filter(isSkip)];
  const chosen = choose(options.filter(isCall), situation) ?? options.find(isHold);
  return chosen
    ? { step: chosen, skips: skipsBefore(chosen, skips, situation) }
    : {
        step: { kind: "stop", reason: skips.length > 0 ? "No model may be asked now." : "No model is left." },
        skips,
      };
}

const plain = (step: Step): Decided => ({ step, skips: [] });
const stop = (reason: string): Decided => plain({ kind: "stop", reason });

export const succeeded = (attempt: Attempt): attempt is SucceededAttempt =>
  attempt.outcome.outcome === "succeeded";
type Option = CallStep | HoldStep | Skip;
const isCall = (option: Option): option is CallStep => "kind" in option && option.kind === "call";
const isHold = (option: Option): option is HoldStep => "kind" in option && option.kind === "hold";
const isSkip = (option: Option): option is Skip => "cause" in option;

/** The two repairs that ask the same model again without a wait. */
function sameModelAtOnce(
  last: Attempt,
  { attempts, standingOf, budgets, isUnaffordable }: Situation,
): { step?: CallStep; skips: Skip[] } | null {
  const { outcome, model, tier } = last;
  if (isUnaffordable(model) || standingOf(model).breaker.callableInMs > 0) return null;
  const ask = (purpose: AttemptPurpose, budget: CallStep["budget"]) => ({
    step: { kind: "call", target: { model, tier }, purpose, waitMs: 0, retryAfterMs: null, budget } as const,
    skips: [],
  });
  if (outcome.outcome === "provider_error" && outcome.schemaRefused) return ask("without_schema", null);
  const asked = attempts.some(({ purpose }) => purpose === "re_ask");
  if (outcome.outcome !== "invalid_output" || outcome.complaint === null || asked) return null;
  return budgets.reAsk
    ? ask("re_ask", "reAsk")
    : { skips: [{ model, cause: "retry_budget", retryAfterMs: null }] };
}

/** The same call may end better later. */
function isWorthRepeating(outcome: ModelOutcome): boolean {
  if (outcome.outcome === "provider_error") return outcome.retryable;
  return outcome.outcome === "rate_limited" && !outcome.quotaExhausted;
}

/** How a model could be called now, or why not; nothing when this operation is done with it. */
function optionFor(target: PlannedModel, situation: Situation): Option[] {
  const { attempts, escalated, standingOf, leftMs, leastCallMs, random } = situation;
  const { model } = target;
  const made = attempts.filter((attempt) => attempt.model === model);
  const last = made.at(-1);
  if (situation.isUnaffordable(model) || (last && !isWorthRepeating(last.outcome))) return [];

  const { breaker, restMs } = standingOf(model);
  const retryAfterMs = restMs > 0 ? restMs : null;
  const skip = (cause: SkipCause, afterMs: number | null): Skip[] => [
    { model, cause, retryAfterMs: afterMs },
  ];
  if (breaker.callableInMs > 0) return skip("circuit_open", breaker.callableInMs);
  const waitMs = Math.max(
    restMs > 0 ? adviceMs(restMs, random) : 0,
    last ? backoffMs(made.length, random) : 0,
  );
  // With an answer in hand nobody waits long for a better one.
  const mostMs = escalated ? Math.min(patienceMs, leftMs - leastCallMs) : leftMs - leastCallMs;
  if (waitMs > mostMs) return skip(last ? "wait_too_long" : "retry_after", retryAfterMs);
  const purpose = last ? "retry" : purposeOfFirst(situation);
  const leave = leaveFor(purpose, model, situation);
  if (leave === "no") return skip("retry_budget", retryAfterMs);
  if (leave === "later") return [{ kind: "hold", target, waitMs: holdMs(random) }];
  const budget = leave === "with token" ? "retry" : null;
  return [{ kind: "call", target, purpose, waitMs, retryAfterMs, budget }];
}

/** Of the first call to a model. */
function purposeOfFirst({ attempts, escalated }: Situation): AttemptPurpose {
  if (escalated && attempts.at(-1) === escalated) return "escalation";
  return attempts.length > 0 ? "fall_back" : "first";
}

/**
 * Whether a call may be made as far as load goes. The first of an operation always may, the first to the
 * strong tier after a cheap answer, and one scout to a model that this operation has not tried and nobody is calling. All others need a token. Where tokens are out,
 * operations are held until the scouts are back: when one succeeded the way is free for everybody.
 */
function leaveFor(
  purpose: AttemptPurpose,
  model: string,
  { standingOf, budgets, heldMs, leftMs, leastCallMs }: Situation,
): "free" | "with token" | "later" | "no" {
  if (purpose === "first" || purpose === "escalation") return "free";
  if (budgets.retry) return "with token";
  if (purpose !== "fall_back") return "no";
  const { inFlight, workedMsAgo } = standingOf(model);
  if (inFlight === 0 || (workedMsAgo !== null && workedMsAgo <= heldMs)) return "free";
  return heldMs < longestHoldMs && leftMs > holdMs(1) + leastCallMs ? "later" : "no";
}

/**
 * An untried model of the same tier goes first, because it needs no wait. Then the same tier once more after a short
 * wait, as long as the last call is not needed for a stronger model. Then whoever is ready; then the shortest wait.
 */
function choose(options: readonly CallStep[], situation: Situation): CallStep | undefined {
  const { attempts, escalated, route, callsLeft } = situation;
  const tier = escalated ? "strong" : (attempts.at(-1)?.tier ?? route[0]?.tier);
  const ready = options.filter(({ waitMs, purpose }) => waitMs === 0 && purpose !== "retry");
  const sameTier = ready.find(({ target }) => target.tier === tier);
  if (sameTier) return sameTier;

  const mayWait = callsLeft > 1 || ready.length === 0;
  const triedOften = (model: string) => attempts.filter((attempt) => attempt.model === model).length > 1;
  const soon = options.filter(
    ({ target, waitMs }) => target.tier === tier && waitMs <= patienceMs && !triedOften(target.model),
  );
  return (mayWait ? shortestWait(soon) : undefined) ?? ready[0] ?? shortestWait(options);
}

const shortestWait = (options: readonly CallStep[]): CallStep | undefined =>
  options.toSorted((one, other) => one.waitMs - other.waitMs)[0];

/** Of the models that were passed over, those whose turn it would have been. */
function skipsBefore(chosen: CallStep | HoldStep, skips: Skip[], { route }: Situation): Skip[] {
  const place = (model: string) => route.findIndex((planned) => planned.model === model);
  return skips.filter(({ model }) => place(model) <= place(chosen.target.model));
}
