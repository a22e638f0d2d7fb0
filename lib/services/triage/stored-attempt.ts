import type { StoredAttempt } from "#db/queries/new-triage.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";

/** An attempt as a row: counts are null where the provider reported none. */
export function toStoredAttempt(attempt: Attempt): StoredAttempt {
  const { outcome } = attempt;
  return {
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
    outputTokens: outcome.usage?.outputTokens ?? null,
    reasoningTokens: outcome.usage?.reasoningTokens ?? null,
    costNanoUsd: attempt.costNanoUsd,
  };
}
