import type { StoredAttempt } from "#db/queries/new-triage.ts";
import type { DegradedReason, Tier } from "#lib/contracts/vocabulary.ts";
import { costNanoUsdOf } from "#lib/gateway/cost.ts";
import type { ModelUsage } from "#lib/gateway/model-port.ts";
import { idAt } from "./ids.ts";
import { cheapModel, prices, strongModel } from "./organisation.ts";
import type { Draw } from "./random.ts";

/** Whether models were asked for a card, and whether one of them answered. */
export type ModelOutcome = "not_asked" | "answered" | "failed";

const failures = {
  timeout: { outcome: "timed_out", statusCode: null, detail: "no answer within the time of an attempt" },
  rate_limited: { outcome: "rate_limited", statusCode: 429, detail: "the provider's rate limit is reached" },
  provider_error: { outcome: "provider_error", statusCode: 503, detail: "the provider answered 503" },
  invalid_output: { outcome: "invalid_output", statusCode: 200, detail: "facts: missing" },
} as const;

type FailureName = keyof typeof failures;
const failureOf = (reason: DegradedReason | null): FailureName =>
  reason !== null && reason in failures ? (reason as FailureName) : "provider_error";

/** A call as the ledger keeps it, without who pays for it. */
type SeededCall = Omit<StoredAttempt, "account" | "apiKeyId" | "team" | "source" | "policyVersion">;

interface Asked {
  atMs: number;
  number: number;
  outcome: ModelOutcome;
  verdict: {
    degradedReason: DegradedReason | null;
    tier: Tier | null;
    model: string | null;
    promptVersion: string | null;
  };
}

/** A refusal costs nothing; of a call that was cut off, or of a model without a price, nobody knows. */
function costOf(model: string, usage: ModelUsage | null, statusCode: number | null): bigint | null {
  const price = prices[model];
  if (usage) return price ? costNanoUsdOf(usage, price) : null;
  return statusCode !== null && statusCode >= 400 ? 0n : null;
}

/** The calls to models that an operation made, in order, after the `before` ones that it made earlier. */
export function attemptsOf(draw: Draw, { atMs, number, outcome, verdict }: Asked, before = 0): SeededCall[] {
  if (outcome === "not_asked") return [];
  const attempts: SeededCall[] = [];
  const promptVersion = verdict.promptVersion ?? "triage-v4-c05f3d";
  let startMs = atMs;
  const add = (
    attempt: Pick<StoredAttempt, "model" | "tier" | "purpose"> & { failure: FailureName | null; ms: number },
  ) => {
    const { failure, ...rest } = attempt;
    const ended = failure === null ? null : failures[failure];
    const usage =
      failure === null || failure === "invalid_output"
        ? {
            inputTokens: Math.floor(draw.skewed(2600, 0.25)),
            cachedInputTokens: draw.chance(0.7) ? 1920 : 0,
            cacheWriteTokens: 0,
            cacheWrite1hTokens: 0,
            outputTokens: Math.floor(draw.skewed(420, 0.3)),
            reasoningTokens: rest.tier === "strong" ? Math.floor(draw.skewed(180, 0.5)) : 0,
          }
        : null;
    if (usage) usage.cachedInputTokens = Math.min(usage.cachedInputTokens, usage.inputTokens);
    const waitMs = attempts.length === 0 ? 0 : draw.skewed(300, 0.5);
    startMs += waitMs;
    attempts.push({
      ...rest,
      id: idAt("att", Math.floor(startMs), number * 8 + before + attempts.length),
      ordinal: before + attempts.length + 1,
      outcome: ended?.outcome ?? "succeeded",
      statusCode: ended ? ended.statusCode : 200,
      detail: ended?.detail ?? null,
      startedAt: new Date(Math.floor(startMs)),
      waitMs,
      inputTokens: usage?.inputTokens ?? null,
      cachedInputTokens: usage?.cachedInputTokens ?? null,
      cacheWriteTokens: usage?.cacheWriteTokens ?? null,
      cacheWrite1hTokens: usage?.cacheWrite1hTokens ?? null,
      outputTokens: usage?.outputTokens ?? null,
      reasoningTokens: usage?.reasoningTokens ?? null,
      costNanoUsd: costOf(rest.model, usage, ended?.statusCode ?? 200),
      pricesVersion: "seeded",
      simulated: false,
      answerRepairs: failure === null && draw.chance(0.03) ? ["fence"] : [],
      promptVersion,
    });
    startMs += rest.ms;
  };
  const msOf = (failure: FailureName | null) =>
    failure === "timeout" ? 8000 : draw.skewed(failure === null ? 1400 : 260, 0.45);

  if (outcome === "failed") {
    const failure = failureOf(verdict.degradedReason);
    add({ model: cheapModel, tier: "cheap", purpose: "first", failure, ms: msOf(failure) });
    if (failure !== "timeout") {
      const purpose = failure === "invalid_output" ? "re_ask" : "retry";
      add({ model: cheapModel, tier: "cheap", purpose, failure, ms: msOf(failure) });
    }
    add({ model: strongModel, tier: "strong", purpose: "fall_back", failure, ms: msOf(failure) });
    return attempts;
  }
  const model = verdict.model ?? cheapModel;
  const tier = verdict.tier ?? "cheap";
  if (draw.chance(0.05)) {
    const failure = draw.oneOf<FailureName>(["rate_limited", "provider_error", "invalid_output"]);
    const purpose = failure === "invalid_output" ? "re_ask" : "retry";
    add({ model, tier, purpose: "first", failure, ms: msOf(failure) });
    add({ model, tier, purpose, failure: null, ms: msOf(null) });
  } else add({ model, tier, purpose: "first", failure: null, ms: msOf(null) });
  return attempts;
}
