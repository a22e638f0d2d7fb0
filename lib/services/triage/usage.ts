import type { StoredUsage } from "#db/queries/new-triage.ts";
import { sumNanoUsd } from "#lib/core/money.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";

/** Sums over the calls of one operation, and what it saved by taking another one's card. */
export function usageOf(
  attempts: readonly Attempt[],
  { saved, routingSaved }: { saved: bigint | null; routingSaved: bigint | null } = {
    saved: 0n,
    routingSaved: 0n,
  },
): StoredUsage {
  const sum = (field: "inputTokens" | "cachedInputTokens" | "outputTokens" | "reasoningTokens") =>
    attempts.reduce((total, attempt) => total + (attempt.outcome.usage?.[field] ?? 0), 0);
  return {
    modelCalls: attempts.length,
    inputTokens: sum("inputTokens"),
    cachedInputTokens: sum("cachedInputTokens"),
    outputTokens: sum("outputTokens"),
    reasoningTokens: sum("reasoningTokens"),
    costNanoUsd: sumNanoUsd(attempts.map((attempt) => attempt.costNanoUsd)),
    savedNanoUsd: saved,
    routingSavedNanoUsd: routingSaved,
  };
}
