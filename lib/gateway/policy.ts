import { createHash } from "node:crypto";
import type { PolicyContent, PolicyVersion } from "../contracts/policy.ts";
import { type Tier, tiers } from "../contracts/vocabulary.ts";

/** The policy in force, as the engine reads it. */
export interface Policy extends Omit<PolicyContent, "models"> {
  /** Of the stored version. */
  version: string;
  /** Time for the whole operation, every attempt included, in milliseconds; the environment's. */
  deadlineMs: number;
  /** `provider:model`, preferred first, without those that are disabled. */
  models: Record<Tier, readonly string[]>;
  /** Time for one call in milliseconds, of models that have one of their own. */
  timeoutsMs: Record<Tier, Readonly<Record<string, number>>>;
  /** Models that are asked for the log-probabilities of their answers. */
  logProbabilities: Record<Tier, readonly string[]>;
}

/** What a stored version means for the engine. */
export function policyFrom(
  { version, content }: Pick<PolicyVersion, "version" | "content">,
  { deadlineMs }: Pick<Policy, "deadlineMs">,
): Policy {
  const enabled = (tier: Tier) => content.models[tier].filter((model) => model.enabled);
  const names = (tier: Tier) => enabled(tier).map(({ model }) => model);
  const timeouts = (tier: Tier) =>
    Object.fromEntries(
      enabled(tier).flatMap(({ model, timeoutMs }) => (timeoutMs === null ? [] : [[model, timeoutMs]])),
    );
  const telling = (tier: Tier) =>
    enabled(tier).flatMap(({ model, logProbabilities }) => (logProbabilities ? [model] : []));
  return {
    ...content,
    version,
    deadlineMs,
    models: { cheap: names("cheap"), strong: names("strong") },
    timeoutsMs: { cheap: timeouts("cheap"), strong: timeouts("strong") },
    logProbabilities: { cheap: telling("cheap"), strong: telling("strong") },
  };
}

const hash = (content: unknown) =>
  createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);

/** The name of a version: a short hash of everything it says. */
export const versionOfContent = (content: PolicyContent): string => `pol_${hash(content)}`;

/** What a card says of the rules it was made by: the policy's version, and the rules engine's behind a dot. */
export const policyVersionOf = ({ version }: Pick<Policy, "version">, rulesVersion: string): string =>
  `${version}.${rulesVersion}`;

/**
 * Short hash of what decides which card comes of a text. Time limits are left out: they change when an answer comes,
 * not which one; so is the prompt, which has a version of its own.
 */
export function judgementVersionOf(policy: Policy, rulesVersion: string): string {
  const { routing, reviewBelow, models, logProbabilities } = policy;
  const telling = tiers.map((tier) => logProbabilities[tier]).filter((list) => list.length > 0);
  return hash([routing, reviewBelow, ...tiers.map((tier) => models[tier]), rulesVersion, ...telling]);
}

/** Time for one call to a model, in milliseconds. */
export const attemptTimeoutMsOf = (
  { attemptTimeoutMs, timeoutsMs }: Pick<Policy, "attemptTimeoutMs" | "timeoutsMs">,
  { model, tier }: { model: string; tier: Tier },
): number => timeoutsMs[tier][model] ?? attemptTimeoutMs;

/** Whether a model is asked how likely its answer was to it. */
export const asksLogProbabilities = (
  { logProbabilities }: Pick<Policy, "logProbabilities">,
  { model, tier }: { model: string; tier: Tier },
): boolean => logProbabilities[tier].includes(model);

/** True when the policy wants a model to read tickets; else the rules engine is what it wants. */
export function wantsModel(policy: Pick<Policy, "models">): boolean {
  return policy.models.cheap.length > 0 || policy.models.strong.length > 0;
}
