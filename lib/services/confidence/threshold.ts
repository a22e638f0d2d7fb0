import { countConfidences, listReviewedCards } from "#db/queries/calibrations.ts";
import type { ThresholdChange, ThresholdOutlook } from "#lib/contracts/calibration.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { changePolicy, getPolicy } from "#lib/services/policy/policies.ts";
import { thresholdPoints } from "#lib/triage/review-threshold.ts";
import { getCalibration, reviewedCardsSince } from "./calibration.ts";

type ThresholdContext = Pick<ServiceContext, "database" | "runtime" | "actor" | "environment">;

const windowDays = 30;
const dayMs = 86_400_000;

/** What each threshold would have meant in the last 30 days, by what reviewers decided. */
export async function getThresholdOutlook(ctx: ThresholdContext): Promise<ThresholdOutlook> {
  const to = ctx.runtime.now();
  const from = new Date(to.getTime() - windowDays * dayMs);
  const [policy, reviewed, counts, { calibration, decisionsUntilRefit }] = await Promise.all([
    getPolicy(ctx),
    listReviewedCards(ctx.database, reviewedCardsSince(ctx.runtime)),
    countConfidences(ctx.database, from),
    getCalibration(ctx),
  ]);
  const { reviewBelow, spotCheckShare } = policy.content;
  const cards = counts.reduce((sum, each) => sum + each.cards, 0);
  const content = calibration?.content ?? {};
  const history = { reviewed, calibration: content, counts, days: windowDays, spotCheckShare };
  return {
    reviewBelow,
    spotCheckShare,
    policyVersion: policy.version,
    from: from.toISOString(),
    to: to.toISOString(),
    cards,
    cardsPerDay: cards / windowDays,
    points: thresholdPoints(history),
    calibration,
    decisionsUntilRefit,
  };
}

/** Puts a threshold in force; throws `conflict` when the policy was changed since it was looked at. */
export async function changeThreshold(
  ctx: ThresholdContext,
  { reviewBelow, spotCheckShare, reason, basedOn }: ThresholdChange,
): Promise<ThresholdOutlook> {
  await changePolicy(ctx, { patch: { reviewBelow, spotCheckShare }, reason, basedOn });
  return await getThresholdOutlook(ctx);
}
