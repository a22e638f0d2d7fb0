import { undoDecision } from "#db/queries/decide-review.ts";
import { listCardsOfAct } from "#db/queries/review-decisions.ts";
import { withdrawWish } from "#db/queries/withdraw-review.ts";
import { type ActUndone, claimLeaseMs, type ReviewItem, undoableDecisions } from "#lib/contracts/reviews.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { AppError } from "#lib/core/errors.ts";
import { askForRefit } from "#lib/services/confidence/calibration.ts";
import { getTriage } from "#lib/services/triage/triages.ts";
import { itemOf, newDecision, type ReviewContext } from "./reviews.ts";

/** Takes back the caller's decision on a card; the card is theirs to decide again. */
export async function undoCard(ctx: ReviewContext, triageId: string): Promise<ReviewItem> {
  await undoDecision(ctx.database, await newDecision(ctx, triageId), {
    limit: undoableDecisions,
    leaseMs: claimLeaseMs,
  });
  await askForRefit(ctx);
  return await itemOf(ctx, triageId);
}

/**
 * Takes back one of the caller's last acts as a whole: its cards wait for anybody again. Those that cannot be, such as
 * one that somebody decided anew, are told apart, with why. Throws `not_found` for what is no act of theirs.
 */
export async function undoAct(ctx: ReviewContext, actId: string): Promise<ActUndone> {
  const cards = await listCardsOfAct(ctx.database, ctx.actor.id, actId);
  if (cards.length === 0) throw new AppError("not_found", "There is nothing of this act to take back.");
  const answer: ActUndone = { undone: [], refused: [] };
  for (const triageId of cards) {
    try {
      const limits = { limit: undoableDecisions, leaseMs: null };
      await undoDecision(ctx.database, await newDecision(ctx, triageId), limits);
      answer.undone.push(triageId);
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable) throw error;
      answer.refused.push({ triageId, why: error.message });
    }
  }
  await askForRefit(ctx);
  return answer;
}

/** Takes back the caller's own wish that somebody looks at a card, as long as nobody does. */
export async function withdrawCard(ctx: ReviewContext, triageId: string): Promise<Triage> {
  await withdrawWish(ctx.database, await newDecision(ctx, triageId));
  await askForRefit(ctx);
  return await getTriage(ctx, triageId);
}
