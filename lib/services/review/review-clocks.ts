import { may } from "#lib/contracts/access.ts";
import type { ReviewClocksChange, ReviewClocksState } from "#lib/contracts/reviews.ts";
import { AppError } from "#lib/core/errors.ts";
import { changePolicy, getPolicy, type PolicyContext } from "#lib/services/policy/policies.ts";

/** How long cards that are queued now may wait. */
export async function getReviewClocks(
  ctx: Pick<PolicyContext, "database" | "environment">,
): Promise<ReviewClocksState> {
  const { version, content } = await getPolicy(ctx);
  return { clocks: content.reviewClocks, policyVersion: version };
}

/**
 * Sets how long cards may wait that are queued from now on. Who runs the queue may, not everybody who works in it.
 * Throws `conflict` when the policy was changed since it was looked at.
 */
export async function changeReviewClocks(
  ctx: PolicyContext,
  { clocks, reason, basedOn }: ReviewClocksChange,
): Promise<ReviewClocksState> {
  if (!may(ctx.actor, "review:write")) throw new AppError("forbidden", "This needs the scope review:write.");
  await changePolicy(ctx, { patch: { reviewClocks: clocks }, reason, basedOn });
  return await getReviewClocks(ctx);
}
