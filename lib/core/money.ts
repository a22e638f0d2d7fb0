/** Nano-USD as a number of USD for people and JSON; exact to the nano-dollar below nine million dollars. */
export function usdOf(nanoUsd: bigint | null): number | null {
  return nanoUsd === null ? null : Number(nanoUsd) / 1e9;
}
