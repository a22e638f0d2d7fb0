import type { Tier } from "../contracts/vocabulary.ts";
import { costNanoUsdOf, type Price } from "./cost.ts";

/** What of a call says what it would have cost elsewhere; counts are null where the provider reported none. */
export interface PaidCall {
  tier: Tier;
  outcome: string;
  inputTokens: number | null;
  cachedInputTokens: number | null;
  cacheWriteTokens: number | null;
  cacheWrite1hTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  costNanoUsd: bigint | null;
}

/** The same tokens at another price. What was refused cost nothing and would have cost nothing. */
function costAt(call: PaidCall, price: Price): bigint | null {
  if (call.inputTokens === null || call.outputTokens === null) return call.costNanoUsd === 0n ? 0n : null;
  return costNanoUsdOf(
    {
      inputTokens: call.inputTokens,
      cachedInputTokens: call.cachedInputTokens ?? 0,
      cacheWriteTokens: call.cacheWriteTokens ?? 0,
      cacheWrite1hTokens: call.cacheWrite1hTokens ?? 0,
      outputTokens: call.outputTokens,
      reasoningTokens: call.reasoningTokens ?? 0,
    },
    price,
  );
}

/**
 * What an operation is estimated to have saved by asking cheap models first, in nano-USD: its cheap calls at the price of
 * the strong model, minus what they cost. Where a strong model read the ticket after all, the cheap calls were for
 * nothing, and the saving is negative. An estimate: the strong model would have counted and written other tokens. null
 * when a price or a count is unknown.
 */
export function routingSavedNanoUsd(calls: readonly PaidCall[], strongPrice: Price | null): bigint | null {
  const cheap = calls.filter(({ tier }) => tier === "cheap");
  const isStrong = calls.some(({ tier, outcome }) => tier === "strong" && outcome === "succeeded");
  let saved = 0n;
  for (const call of cheap) {
    const strong = isStrong ? 0n : strongPrice && costAt(call, strongPrice);
    if (strong === null || call.costNanoUsd === null) return null;
    saved += strong - call.costNanoUsd;
  }
  return saved;
}
