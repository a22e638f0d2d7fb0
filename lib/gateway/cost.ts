import type { ModelUsage } from "./model-port.ts";

/**
 * USD per million tokens, as providers print them. With tiers, every token of a call costs what the highest tier
 * costs that its input is longer than.
 */
export type Rate = number | { base: number; tiers: readonly { above: number; rate: number }[] };

export interface Price {
  input: Rate;
  /** Where absent, what `input` costs. */
  cacheRead?: Rate | undefined;
  /** Where absent, what `input` costs. */
  cacheWrite?: Rate | undefined;
  /** What is kept for an hour; where absent, what `cacheWrite` costs. */
  cacheWrite1h?: Rate | undefined;
  output: Rate;
}

/** Prices of models at a time. The version changes with every price. */
export interface PriceTable {
  version: string;
  /** null: unknown, which is neither free nor like another model. */
  priceOf(model: string, at: Date): Price | null;
  /** The same for a model that reads and writes nothing, whose price is of its input alone. */
  priceOfEmbedding(model: string, at: Date): Price | null;
}

/** One USD per million tokens is 10^9 femto-USD per token: nine decimals of a printed price stay exact. */
const femtoPerRate = 1e9;
const femtoPerNano = 1_000_000n;

function femtoUsdOf(tokens: number, rate: Rate, inputTokens: number): bigint {
  const reached =
    typeof rate === "number"
      ? rate
      : rate.tiers.reduce((found, tier) => (inputTokens > tier.above ? tier.rate : found), rate.base);
  return BigInt(Math.max(0, tokens)) * BigInt(Math.round(reached * femtoPerRate));
}

/**
 * Cost of one call in nano-USD: whole numbers, rounded once. Input counts include cached tokens and output counts
 * include reasoning tokens; cached ones are priced at their own rate, once.
 */
export function costNanoUsdOf(usage: ModelUsage, price: Price): bigint {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, cacheWrite1hTokens, outputTokens } = usage;
  const cacheRead = price.cacheRead ?? price.input;
  const cacheWrite = price.cacheWrite ?? price.input;
  const parts: [tokens: number, rate: Rate][] = [
    [inputTokens - cachedInputTokens - cacheWriteTokens, price.input],
    [cachedInputTokens, cacheRead],
    [cacheWriteTokens - cacheWrite1hTokens, cacheWrite],
    [cacheWrite1hTokens, price.cacheWrite1h ?? cacheWrite],
    [outputTokens, price.output],
  ];
  const femtoUsd = parts.reduce((sum, [tokens, rate]) => sum + femtoUsdOf(tokens, rate, inputTokens), 0n);
  return (femtoUsd + femtoPerNano / 2n) / femtoPerNano;
}
