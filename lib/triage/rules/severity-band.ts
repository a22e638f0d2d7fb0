import type { Severity } from "#lib/contracts/vocabulary.ts";

/** Two neighbouring levels, either of which a sensible person could give; the least severe stands alone. */
export const bands = ["P0-P1", "P1-P2", "P2-P3", "P3"] as const;
export type Band = (typeof bands)[number];
/** How likely each band is, summing to 1. */
export type BandShares = Record<Band, number>;

/** What a level too low costs, in levels that are right. */
const tooLowCost = 0.6;
/** So likely must the most severe band be, beside the next one, for facts that lead to its upper level by policy. */
const likelyWorst = 0.25;
/** From this share on the most severe band means its upper level, whatever the rules of policy.ts say. */
const surelyWorst = 0.9;

/**
 * The level that fits most of what is likely, with one that is too low held against it. `byPolicy` is what the facts
 * alone lead to; it tells P0 from P1, which share a band.
 */
export function likelyLevel(shares: BandShares, byPolicy: Severity): Severity {
  const worst = shares["P0-P1"];
  const high = shares["P1-P2"];
  const middle = shares["P2-P3"];
  const worth = {
    P1: worst + high,
    P2: high + middle - tooLowCost * worst,
    P3: middle + shares.P3 - tooLowCost * (worst + high),
  };
  if (worth.P1 >= worth.P2 && worth.P1 >= worth.P3)
    return worst >= surelyWorst || (byPolicy === "P0" && worst >= likelyWorst * high) ? "P0" : "P1";
  return worth.P2 >= worth.P3 ? "P2" : "P3";
}
