import { decideReview } from "#db/queries/decide-review.ts";
import { reopenReview, requestReview } from "#db/queries/reopen-review.ts";
import {
  listDecisionsOf,
  listOwnActs,
  listVerdicts,
  recordReviewAction,
  type StoredDecision,
} from "#db/queries/review-decisions.ts";
import {
  claimNextReview,
  claimReview,
  countWaiting,
  findNextReview,
  findReviewItem,
  listReviews as queryReviews,
  type Reviewer,
  readQueue,
  releaseReview,
} from "#db/queries/reviews.ts";
import {
  type BulkAnswer,
  claimLeaseMs,
  type DecisionRequest,
  type NextReview,
  type ReasonRequest,
  type ReviewDecision,
  type ReviewFigures,
  type ReviewFilters,
  type ReviewItem,
  type ReviewListQuery,
  type ReviewPage,
  type SnoozeRequest,
  undoableDecisions,
} from "#lib/contracts/reviews.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import type { Severity } from "#lib/contracts/vocabulary.ts";
import { AppError } from "#lib/core/errors.ts";
import { reviewDue } from "#lib/review/clocks.ts";
import { changesBetween, correctCard } from "#lib/review/correct-card.ts";
import { figuresOf } from "#lib/review/figures.ts";
import { askForRefit } from "#lib/services/confidence/calibration.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getTriage } from "#lib/services/triage/triages.ts";
import { redactedDecision, redactedReason } from "./redact-review.ts";

/** Verdicts that figures are made from at most: the newest of the window. */
const figuresMax = 10_000;
const figuresDays = 30;
const dayMs = 86_400_000;

/** What work in the queue needs. */
export type ReviewContext = Pick<
  ServiceContext,
  "database" | "runtime" | "logger" | "policy" | "actor" | "requestId" | "journal" | "jobs" | "redact"
>;

const reviewerOf = ({ actor }: ReviewContext): Reviewer => ({ id: actor.id, name: actor.name });

const leaseOf = (ctx: ReviewContext) => ({ now: ctx.runtime.now(), leaseMs: claimLeaseMs });

export const newDecision = async (ctx: ReviewContext, triageId: string, reason?: string) => ({
  id: ctx.runtime.newId("rev"),
  eventId: ctx.runtime.newId("evt"),
  triageId,
  reviewer: reviewerOf(ctx),
  reason: reason === undefined ? null : await redactedReason(ctx, reason),
  now: ctx.runtime.now(),
});

export async function itemOf(ctx: ReviewContext, triageId: string): Promise<ReviewItem> {
  const item = await findReviewItem(ctx.database, triageId, ctx.runtime.now());
  if (!item) throw new AppError("not_found", `${triageId} is not under review.`);
  return item;
}

/** A page of the queue; throws `invalid_fields` for a cursor that is not ours. */
export async function listReviews(ctx: ReviewContext, query: ReviewListQuery): Promise<ReviewPage> {
  return await queryReviews(ctx.database, query, ctx.runtime.now());
}

/** The queue's place of one card; throws `not_found` when it was never under review. */
export async function getReviewItem(ctx: ReviewContext, triageId: string): Promise<ReviewItem> {
  return await itemOf(ctx, triageId);
}

/** The card that this person would be given now; looking takes nothing. null when nothing waits for them. */
export async function peekNextReview(
  ctx: ReviewContext,
  filters: ReviewFilters = {},
): Promise<ReviewItem | null> {
  const now = ctx.runtime.now();
  const triageId = await findNextReview(ctx.database, reviewerOf(ctx), { now, filters });
  return triageId === null ? null : await findReviewItem(ctx.database, triageId, ctx.runtime.now());
}

/** Takes what is due first of what is asked for; null when nothing waits for this person. */
export async function nextReview(ctx: ReviewContext, filters: ReviewFilters = {}): Promise<NextReview> {
  const triageId = await claimNextReview(ctx.database, reviewerOf(ctx), { ...leaseOf(ctx), filters });
  return { item: triageId === null ? null : await itemOf(ctx, triageId) };
}

/** Takes a card or keeps it; throws `conflict` when it is decided or somebody else's. */
export async function claimCard(ctx: ReviewContext, triageId: string): Promise<ReviewItem> {
  if (await claimReview(ctx.database, triageId, reviewerOf(ctx), leaseOf(ctx)))
    return await itemOf(ctx, triageId);
  const item = await itemOf(ctx, triageId);
  if (item.decided && !item.secondOpinion)
    throw new AppError("conflict", `${item.decided.by} decided this card.`);
  throw new AppError(
    "conflict",
    item.claim
      ? `${item.claim.by.name} is on this card.`
      : "You decided this card; somebody else gives the second opinion.",
  );
}

async function giveBack(
  ctx: ReviewContext,
  triageId: string,
  options: { skip: boolean; snoozedUntil: Date | null },
): Promise<ReviewItem> {
  if (!(await releaseReview(ctx.database, triageId, reviewerOf(ctx), options))) {
    await itemOf(ctx, triageId);
    throw new AppError("conflict", "You do not hold this card.");
  }
  return await itemOf(ctx, triageId);
}

/** Gives a card back; with a reason it is a skip, and `next` does not offer it to this person again. */
export async function releaseCard(
  ctx: ReviewContext,
  triageId: string,
  { reason }: ReasonRequest,
): Promise<ReviewItem> {
  const skip = reason !== undefined;
  const item = await giveBack(ctx, triageId, { skip, snoozedUntil: null });
  if (skip) await recordReviewAction(ctx.database, await newDecision(ctx, triageId, reason), "skip");
  return item;
}

/** Puts a card away for a while. */
export async function snoozeCard(
  ctx: ReviewContext,
  triageId: string,
  { minutes, reason }: SnoozeRequest,
): Promise<ReviewItem> {
  const snoozedUntil = new Date(ctx.runtime.now().getTime() + minutes * 60_000);
  const item = await giveBack(ctx, triageId, { skip: false, snoozedUntil });
  await recordReviewAction(ctx.database, await newDecision(ctx, triageId, reason), "snooze");
  return item;
}

/**
 * Approves or corrects a card. A correction replaces the card and what the cache answers for its incident. Throws
 * `conflict` when somebody else holds or has decided it, and `invalid_fields` when a correction changes nothing.
 */
export async function decideCard(
  ctx: ReviewContext,
  triageId: string,
  given: DecisionRequest,
  actId?: string,
): Promise<Triage> {
  const request = await redactedDecision(ctx, given);
  const reason = request.action === "correct" ? request.reason : undefined;
  const decision = await newDecision(ctx, triageId, reason);
  const { name } = decision.reviewer;
  await decideReview(ctx.database, { ...decision, actId, action: request.action }, ({ card, origin }) => {
    if (request.action === "approve") {
      return { changes: {}, card, origin, state: origin.path === "human" ? "corrected" : "approved" };
    }
    const corrected = correctCard(card, request.card, name);
    if (changesBetween(card, corrected).length === 0) {
      throw new AppError("invalid_fields", "The correction changes nothing. Approve the card instead.", {
        errors: [{ path: "card", message: "is what the card says already" }],
      });
    }
    return {
      changes: { ...request.card, confidence: corrected.confidence },
      card: corrected,
      origin: { ...origin, path: "human", degraded: false, degradedReason: null },
      state: "corrected",
      reusable: { triageId, until: new Date(decision.now.getTime() + ctx.policy.cacheTtlSeconds * 1000) },
    };
  });
  ctx.logger.info({ requestId: ctx.requestId, triageId, action: request.action }, "reviewed");
  await askForRefit(ctx);
  return await getTriage(ctx, triageId);
}

/** Approves several cards, which is one act; those that cannot be are told apart, with why. */
export async function approveCards(ctx: ReviewContext, triageIds: readonly string[]): Promise<BulkAnswer> {
  const actId = ctx.runtime.newId("rev");
  const answer: BulkAnswer = { approved: [], refused: [], actId: null };
  for (const triageId of new Set(triageIds)) {
    try {
      await decideCard(ctx, triageId, { action: "approve" }, actId);
      answer.approved.push(triageId);
      answer.actId = actId;
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable) throw error;
      answer.refused.push({ triageId, why: error.message });
    }
  }
  return answer;
}

const dueOf = (ctx: ReviewContext, severity: Severity | null | undefined) =>
  reviewDue(severity ?? "P3", ctx.runtime.now(), ctx.policy.reviewClocks);

/** Opens a decided card again; with `secondOpinion` for anybody but the one who decided it. */
export async function reopenCard(
  ctx: ReviewContext,
  triageId: string,
  { reason, secondOpinion }: { reason: string; secondOpinion: boolean },
): Promise<ReviewItem> {
  const { severity } = await itemOf(ctx, triageId);
  await reopenReview(ctx.database, await newDecision(ctx, triageId, reason), {
    secondOpinion,
    ...dueOf(ctx, severity),
  });
  await askForRefit(ctx);
  return await itemOf(ctx, triageId);
}

/** Puts a card into the queue because somebody wants a human to look. */
export async function requestCardReview(
  ctx: ReviewContext,
  triageId: string,
  { reason }: ReasonRequest,
): Promise<ReviewItem> {
  const { card } = await getTriage(ctx, triageId);
  await requestReview(ctx.database, await newDecision(ctx, triageId, reason), dueOf(ctx, card?.severity));
  return await itemOf(ctx, triageId);
}

function toDecision(stored: StoredDecision & { decisions?: number }): ReviewDecision {
  const { decision, ticketId, title, decisions = 1 } = stored;
  const { id, triageId, action, actorName, reason, before, after, undone, createdAt, secondOpinion } =
    decision;
  return {
    id,
    triageId,
    ticketId,
    title,
    action,
    by: actorName,
    reason,
    secondOpinion,
    changes: before && after ? changesBetween(before.card, after) : [],
    undone,
    act: decision.actId === null ? null : { id: decision.actId, decisions },
    at: createdAt.toISOString(),
  };
}

/** The caller's acts that can be taken back, newest first. */
export async function listMyDecisions(ctx: ReviewContext): Promise<{ items: ReviewDecision[] }> {
  const stored = await listOwnActs(ctx.database, ctx.actor.id, undoableDecisions);
  return { items: stored.map(toDecision) };
}

/** What humans did with a card, oldest first. */
export async function listCardDecisions(
  ctx: ReviewContext,
  triageId: string,
): Promise<{ items: ReviewDecision[] }> {
  const stored = await listDecisionsOf(ctx.database, triageId);
  return { items: stored.map(toDecision) };
}

/** How humans and cards agree; over the last 30 days unless a window is given. */
export async function getReviewFigures(
  ctx: ReviewContext,
  window: { from?: string | undefined; to?: string | undefined },
): Promise<ReviewFigures> {
  const to = window.to ? new Date(window.to) : ctx.runtime.now();
  const from = window.from ? new Date(window.from) : new Date(to.getTime() - figuresDays * dayMs);
  const [verdicts, queue, waiting] = await Promise.all([
    listVerdicts(ctx.database, { from, to, limit: figuresMax }),
    readQueue(ctx.database, ctx.runtime.now()),
    countWaiting(ctx.database, ctx.runtime.now()),
  ]);
  return { from: from.toISOString(), to: to.toISOString(), ...figuresOf(verdicts, waiting), queue };
}
