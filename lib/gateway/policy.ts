import { createHash } from "node:crypto";

/** What an operation may cost and how it is routed. Data; a change of any value is another version. */
export interface Policy {
  /** Time for the whole operation, every attempt included. */
  deadlineMs: number;
  /** Time for one model call, to its last byte. */
  attemptTimeoutMs: number;
  /** Provider calls an operation may make, whatever their mix. */
  maxModelCalls: number;
  /** How long a card may be reused for the same incident. */
  cacheTtlSeconds: number;
  /** Confidence under which a card goes to human review. */
  reviewBelow: number;
  /** Share of confident cards that a human sees nevertheless, to learn how right they are. */
  spotCheckShare: number;
  /** `provider:model`, preferred first. */
  models: { cheap: readonly string[]; strong: readonly string[] };
}

/**
 * Short content hash of a policy and of what the rules engine knows. Time limits are left out: they change when an
 * answer comes, not which one.
 */
export function policyVersionOf(policy: Policy, rulesVersion: string): string {
  const content = JSON.stringify([
    policy.reviewBelow,
    policy.models.cheap,
    policy.models.strong,
    rulesVersion,
  ]);
  return `pol_${createHash("sha256").update(content).digest("hex").slice(0, 12)}`;
}

/** True when the policy wants a model to read tickets; else the rules engine is what it wants. */
export function wantsModel(policy: Policy): boolean {
  return policy.models.cheap.length > 0 || policy.models.strong.length > 0;
}
