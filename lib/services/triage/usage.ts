import type { Attempt } from "#lib/gateway/attempt.ts";
import { sumNanoUsd } from "#lib/gateway/cost.ts";

/** Sums over the attempts of one operation; `costNanoUsd` is null as soon as one cost is unknown. */
export interface StoredUsage {
  modelCalls: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  costNanoUsd: bigint | null;
}

export function usageOf(attempts: readonly Attempt[]): StoredUsage {
  const sum = (field: "inputTokens" | "cachedInputTokens" | "outputTokens" | "reasoningTokens") =>
    attempts.reduce((total, attempt) => total + (attempt.outcome.usage?.[field] ?? 0), 0);
  return {
    modelCalls: attempts.length,
    inputTokens: sum("inputTokens"),
    cachedInputTokens: sum("cachedInputTokens"),
    outputTokens: sum("outputTokens"),
    reasoningTokens: sum("reasoningTokens"),
    costNanoUsd: sumNanoUsd(attempts.map((attempt) => attempt.costNanoUsd)),
  };
}
