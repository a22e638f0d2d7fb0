import { type SeverityExplained, severityBands } from "#lib/contracts/rules.ts";
import type { Severity } from "#lib/contracts/vocabulary.ts";

export const bands = severityBands;
export type Band = (typeof bands)[number];
/** How likely each band is, summing to 1. */
export type BandShares = Record<Band, number>;

/** The more severe first: it wins a tie. */
const orderedLevels = ["P1", "P2", "P3"] as const;
/** What a level too low costs, in levels that are right. */
const tooLowCost = 0.6;
/** Where words leave it so open, a milder level that the facts lead to stands; never against what must wake somebody. */
const milderCall = 0.15;
/** And a graver one: words of rules that nobody has seen before say little, what is lost says more. */
const graverCall = 0.4;
/** So likely must the most severe band be, beside the next one, for facts that lead to its upper level by policy. */
const likelyWorst = 0.25;
/** From this share on the most severe band means its upper level, whatever the rules of policy.ts say. */
const surelyWorst = 0.9;

export type SeverityStep = SeverityExplained["steps"][number];

/**
 * The level that fits most of what is likely, with one that is too low held against it. `byPolicy` is what the facts
 * alone lead to; it tells P0 from P1, which share a band.
 */
export const likelyLevel = (shares: BandShares, byPolicy: Severity): Severity =>
  stepsToLevel(shares, byPolicy).at(-1)?.severity ?? byPolicy;

/** The same, with each rule that led there; never empty. */
export function stepsToLevel(shares: BandShares, byPolicy: Severity): SeverityStep[] {
  const worst = shares["P0-P1"];
  const high = shares["P1-P2"];
  const middle = shares["P2-P3"];
  const worth = {
    P1: worst + high,
    P2: high + middle - tooLowCost * worst,
    P3: middle + shares.P3 - tooLowCost * (worst + high),
  };
  const best = Math.max(worth.P1, worth.P2, worth.P3);
  const told = byPolicy === "P0" ? "P1" : byPolicy;
  const likeliest = orderedLevels.find((one) => worth[one] === best) ?? told;
  const steps: SeverityStep[] = [{ rule: "likeliest", severity: likeliest }];
  const call = orderedLevels.indexOf(told) < orderedLevels.indexOf(likeliest) ? graverCall : milderCall;
  const level = likeliest !== "P1" && worth[told] >= best - call ? told : likeliest;
  if (level !== likeliest) steps.push({ rule: "close_call", severity: level });
  const isWorst = worst >= surelyWorst || (byPolicy === "P0" && worst >= likelyWorst * high);
  if (level === "P1" && isWorst) steps.push({ rule: "worst_band", severity: "P0" });
  return steps;
}
