import type { ModelUsage } from "./model-port.ts";

/** USD per million tokens, as providers print them. */
export interface Price {
  input: number;
  cacheRead?: number | undefined;
  cacheWrite?: number | undefined;
  output: number;
}

export type Prices = Readonly<Record<string, Price>>;

/**
 * Cost of one call in nano-USD, rounded once. Input counts include cached tokens and output counts include reasoning
 * tokens, as providers report them; cached ones are priced at their own rate, once. null when the price is unknown.
 */
export function costNanoUsdOf(usage: ModelUsage, price: Price | undefined): bigint | null {
  if (!price) return null;
  const plainInput = Math.max(0, usage.inputTokens - usage.cachedInputTokens - usage.cacheWriteTokens);
  const microUsd =
    plainInput * price.input +
    usage.cachedInputTokens * (price.cacheRead ?? price.input) +
    usage.cacheWriteTokens * (price.cacheWrite ?? price.input) +
    usage.outputTokens * price.output;
  return BigInt(Math.round(microUsd * 1000));
}

/** Sum of costs; null as soon as one of them is unknown. */
export function sumNanoUsd(costs: readonly (bigint | null)[]): bigint | null {
  return costs.reduce((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0n);
}
