/** Nano-USD as a number of USD for people and JSON; exact to the nano-dollar below nine million dollars. */
export function usdOf(nanoUsd: bigint): number;
export function usdOf(nanoUsd: bigint | null): number | null;
export function usdOf(nanoUsd: bigint | null): number | null {
  return nanoUsd === null ? null : Number(nanoUsd) / 1e9;
}

/** USD as people write them, in nano-USD. */
export function nanoUsdOf(usd: number): bigint {
  return BigInt(Math.round(usd * 1e9));
}

/** Sum of costs; null as soon as one of them is unknown. */
export function sumNanoUsd(costs: readonly (bigint | null)[]): bigint | null {
  return costs.reduce((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0n);
}
