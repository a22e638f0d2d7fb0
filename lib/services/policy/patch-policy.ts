import { type PolicyContent, type PolicyPatch, policyContentSchema } from "#lib/contracts/policy.ts";

/** What a policy says after a change. */
export function patched(content: PolicyContent, patch: PolicyPatch): PolicyContent {
  const { models, routing, prompts, ...plain } = patch;
  return policyContentSchema.parse({
    ...content,
    ...plain,
    models: { ...content.models, ...models },
    routing: { ...content.routing, ...routing },
    prompts: { ...content.prompts, ...prompts },
  });
}
