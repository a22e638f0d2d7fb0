import {
  countNewDecisions,
  findLatestCalibration,
  insertCalibration,
  listReviewedCards,
  lockCalibration,
} from "#db/queries/calibrations.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { CalibrationVersion } from "#lib/contracts/calibration.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { fitCalibration } from "#lib/triage/reviewed-confidence.ts";

type CalibrationContext = Pick<ServiceContext, "database" | "runtime" | "actor" | "logger">;

/** Decisions after which what was learned is learned anew. */
const refitAfterDecisions = 20;
/** Reviewed cards that count: those of half a year, the newest of them. */
const historyDays = 180;
const historyMax = 20_000;

/** Cards that humans decided on lately. */
export const reviewedCardsSince = (runtime: Runtime) => ({
  since: new Date(runtime.now().getTime() - historyDays * 86_400_000),
  limit: historyMax,
});

/**
 * Learns anew what stated confidence is worth when enough was decided since the last time; the daily look takes any
 * decision for enough. Whoever comes second finds nothing to do, on any replica.
 */
export async function refitCalibration(
  ctx: CalibrationContext,
  { daily = false }: { daily?: boolean } = {},
): Promise<"fitted" | "not due"> {
  const needed = daily ? 1 : refitAfterDecisions;
  return await inTransaction(ctx.database, async (tx) => {
    await lockCalibration(tx);
    const { count, newestId } = await countNewDecisions(tx, refitAfterDecisions);
    if (count < needed || newestId === null) return "not due";
    const cards = await listReviewedCards(tx, reviewedCardsSince(ctx.runtime));
    await insertCalibration(tx, {
      id: ctx.runtime.newId("cal"),
      fittedAt: ctx.runtime.now(),
      fittedBy: ctx.actor.name,
      cards: cards.length,
      lastDecisionId: newestId,
      content: fitCalibration(cards),
    });
    ctx.logger.info({ cards: cards.length }, "confidence was calibrated anew");
    return "fitted";
  });
}

/**
 * Has what was learned learned anew soon, if enough was decided. A decision that is stored never fails because of it:
 * the next one asks again.
 */
export async function askForRefit(ctx: Pick<ServiceContext, "database" | "jobs" | "logger">): Promise<void> {
  try {
    const { count } = await countNewDecisions(ctx.database, refitAfterDecisions);
    if (count >= refitAfterDecisions)
      await ctx.jobs.add(ctx.database, [{ name: "calibration.fit", data: { daily: false } }]);
  } catch (error) {
    ctx.logger.warn({ err: error }, "the next decision asks for a new calibration");
  }
}

/** The calibration that counts, and after how many more decisions there is another one. */
export async function getCalibration(
  ctx: Pick<CalibrationContext, "database">,
): Promise<{ calibration: CalibrationVersion | null; decisionsUntilRefit: number }> {
  const [calibration, { count }] = await Promise.all([
    findLatestCalibration(ctx.database),
    countNewDecisions(ctx.database, refitAfterDecisions),
  ]);
  return { calibration, decisionsUntilRefit: Math.max(0, refitAfterDecisions - count) };
}
