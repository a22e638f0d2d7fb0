import type { PolicyContent } from "./policy.ts";
import { tiers } from "./vocabulary.ts";

/**
 * What of a policy decides what cards say, and so has to pass eval gates before it counts; null where no model is
 * asked, since all else steers models. Left out are the prompt, which is a version of its own, and what evals cannot
 * judge: time limits and how long a card is reused change when an answer comes, review thresholds who looks at it.
 */
function judgedPart({ models, routing, maxModelCalls }: PolicyContent) {
  const asked = tiers.map((tier) =>
    models[tier].flatMap(({ model, enabled, logProbabilities = false }) =>
      enabled ? [{ model, logProbabilities }] : [],
    ),
  );
  return asked.every((tier) => tier.length === 0) ? null : { asked, routing, maxModelCalls };
}

/** Whether the policy wants a model to read tickets. */
export const asksModel = (content: PolicyContent): boolean => judgedPart(content) !== null;

/** Whether cards say the same under both policies. */
export const judgeAlike = (one: PolicyContent, other: PolicyContent): boolean =>
  JSON.stringify(judgedPart(one)) === JSON.stringify(judgedPart(other));
