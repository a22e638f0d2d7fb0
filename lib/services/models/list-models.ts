import { findLastFailures } from "#db/queries/model-failures.ts";
import type { ModelState } from "#lib/contracts/models.ts";
import { tiers } from "#lib/contracts/vocabulary.ts";
import type { Rate } from "#lib/gateway/cost.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getPolicy } from "#lib/services/policy/policies.ts";

/** The models of the policy, disabled ones included, in their order, and how they fare in this process. */
export async function listModels(ctx: ServiceContext): Promise<{ items: ModelState[] }> {
  const { content } = await getPolicy(ctx);
  const names = tiers.flatMap((tier) => content.models[tier].map(({ model }) => model));
  const failures = await findLastFailures(ctx.database, [...new Set(names)]);
  const now = ctx.runtime.now();
  const items = tiers.flatMap((tier) =>
    content.models[tier].map((each) => {
      const price = ctx.prices.priceOf(each.model, now);
      return {
        ...each,
        tier,
        missingVariable: ctx.missingVariableOf(each.model),
        breaker: ctx.modelHealth.standingOf(each.model).breaker.state,
        lastError: failures.get(each.model) ?? null,
        price: price === null ? ("unknown" as const) : ("known" as const),
        pricePerMillionUsd: price && { input: baseOf(price.input), output: baseOf(price.output) },
      };
    }),
  );
  return { items };
}

/** What a token costs as long as the call is short. */
const baseOf = (rate: Rate): number => (typeof rate === "number" ? rate : rate.base);
