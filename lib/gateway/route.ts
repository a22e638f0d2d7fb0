import type { Tier } from "../contracts/vocabulary.ts";
import type { Policy } from "./policy.ts";

export interface PlannedAttempt {
  model: string;
  tier: Tier;
}

/**
 * The order in which models are asked: the cheap tier, then the strong one for when all cheap ones fail, cut at the
 * policy's limit of calls. Empty when no model is configured.
 */
export function planAttempts(policy: Policy): PlannedAttempt[] {
  const ofTier = (tier: Tier) => policy.models[tier].map((model) => ({ model, tier }));
  return [...ofTier("cheap"), ...ofTier("strong")].slice(0, policy.maxModelCalls);
}
