import type { Tier } from "../contracts/vocabulary.ts";
import type { Policy } from "./policy.ts";

export interface PlannedModel {
  model: string;
  tier: Tier;
}

/** Which models may be asked, preferred first, and why in this order. */
export interface Route {
  order: PlannedModel[];
  reason: string;
}

/** The cheap tier, then the strong one for when all cheap models fail. Empty when no model is configured. */
export function routeFor(policy: Pick<Policy, "models">): Route {
  const ofTier = (tier: Tier) => policy.models[tier].map((model) => ({ model, tier }));
  const order = [...ofTier("cheap"), ...ofTier("strong")];
  if (order.length === 0) return { order, reason: "No model is configured; the rules engine reads." };
  const [first] = order;
  return {
    order,
    reason:
      first?.tier === "cheap"
        ? "Cheap models first, strong ones when they fail."
        : "Only strong models are configured.",
  };
}
