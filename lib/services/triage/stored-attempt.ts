import type { StoredAttempt } from "#db/queries/new-triage.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";

/** Who and what a call was paid for, as the ledger splits money. */
export type Charge = Pick<StoredAttempt, "account" | "apiKeyId" | "team" | "source">;

/** An attempt as a row of the ledger: counts are null where the provider reported none. */
export function toStoredAttempt(attempt: Attempt, charge: Charge, policyVersion: string): StoredAttempt {
  const { outcome } = attempt;
  return {
    ...charge,
    policyVersion,
    id: attempt.id,
    ordinal: attempt.ordinal,
    model: attempt.model,
    tier: attempt.tier,
    purpose: attempt.purpose,
    promptVersion: attempt.promptVersion,
    startedAt: attempt.startedAt,
    waitMs: attempt.waitMs,
    ms: outcome.ms,
    outcome: outcome.outcome,
    statusCode: outcome.statusCode,
    detail: "detail" in outcome ? outcome.detail : null,
    answerRepairs: outcome.outcome === "succeeded" ? outcome.answerRepairs : [],
    inputTokens: outcome.usage?.inputTokens ?? null,
    cachedInputTokens: outcome.usage?.cachedInputTokens ?? null,
    cacheWriteTokens: outcome.usage?.cacheWriteTokens ?? null,
    cacheWrite1hTokens: outcome.usage?.cacheWrite1hTokens ?? null,
    outputTokens: outcome.usage?.outputTokens ?? null,
    reasoningTokens: outcome.usage?.reasoningTokens ?? null,
    costNanoUsd: attempt.costNanoUsd,
    pricesVersion: attempt.pricesVersion,
    simulated: outcome.simulated,
  };
}
