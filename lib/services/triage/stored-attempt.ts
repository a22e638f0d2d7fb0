import type { BudgetPayer } from "#db/queries/budgets.ts";
import type { StoredAttempt } from "#db/queries/new-triage.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";
import type { ModelUsage } from "#lib/gateway/model-port.ts";

/** Who and what a call was paid for, as the ledger splits money. */
export type Charge = Pick<BudgetPayer, "account"> & Pick<StoredAttempt, "apiKeyId" | "team" | "source">;

/** Tokens as the ledger keeps them: null where the provider reported none. */
export const tokensOf = (usage: ModelUsage | null) => ({
  inputTokens: usage?.inputTokens ?? null,
  cachedInputTokens: usage?.cachedInputTokens ?? null,
  cacheWriteTokens: usage?.cacheWriteTokens ?? null,
  cacheWrite1hTokens: usage?.cacheWrite1hTokens ?? null,
  outputTokens: usage?.outputTokens ?? null,
  reasoningTokens: usage?.reasoningTokens ?? null,
});

/** An attempt as a row of the ledger. */
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
    ...tokensOf(outcome.usage),
    costNanoUsd: attempt.costNanoUsd,
    pricesVersion: attempt.pricesVersion,
    simulated: outcome.simulated,
  };
}
