import type { Tier } from "../contracts/vocabulary.ts";
import type { Policy } from "./policy.ts";

export interface PlannedModel {
  model: string;
  tier: Tier;
}

/**
 * Which models may be asked, preferred first: the tier to start with, then the other one for when all of them fail.
 * Empty when no model is configured.
 */
export function routeFor({ models }: Pick<Policy, "models">, start: Tier): PlannedModel[] {
  const ofTier = (tier: Tier) => models[tier].map((model) => ({ model, tier }));
  return start === "cheap"
    ? [...ofTier("cheap"), ...ofTier("strong")]
    : [...ofTier("strong"), ...ofTier("cheap")];
}
