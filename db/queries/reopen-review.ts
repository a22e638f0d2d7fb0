import { eq } from "drizzle-orm";
import { AppError } from "../../lib/core/errors.ts";
import { wishWords } from "../../lib/core/review-reasons.ts";
import type { Database, Queryable } from "../client.ts";
import { type ReviewBefore, reviewDecisions, reviews } from "../schema/reviews.ts";
import { tickets } from "../schema/tickets.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { newReviewRow, notEscalated } from "./queue-review.ts";
import { standingDecision } from "./review-decisions.ts";
import {
  announceDecision,
  conflict,
  lockReview,
  type NewDecision,
  opening,
  recordOf,
} from "./review-lock.ts";
import { run } from "./run.ts";

/** A card that goes back and forth keeps its first reasons and its newest. */
const reasonsMax = 12;

const wishOf = ({ reviewer, reason }: NewDecision, wish: keyof typeof wishWords) =>
  `${reviewer.name} ${wishWords[wish]}${reason ? `: ${reason}` : ""}`;

/** Has a card wait for a human; its reasons say who wants that, and why. */
async function markPending(
  tx: Queryable,
  triageId: string,
  { reasons, wish }: { reasons: readonly string[]; wish: string },
): Promise<void> {
  const reviewReasons = [...reasons.slice(0, reasonsMax - 1), wish];
  await tx.update(triages).set({ reviewState: "pending", reviewReasons }).where(eq(triages.id, triageId));
  await tx.update(tickets).set({ reviewState: "pending" }).where(eq(tickets.triageId, triageId));
}

const placeOf = ({
  queuedAt,
  claimDueAt,
  decideDueAt,
  firstClaimedAt,
  secondOpinionOf,
}: typeof reviews.$inferSelect): ReviewBefore["place"] => ({
  queuedAt: queuedAt.toISOString(),
  claimDueAt: claimDueAt.toISOString(),
  decideDueAt: decideDueAt.toISOString(),
  firstClaimedAt: firstClaimedAt?.toISOString() ?? null,
  secondOpinionOf,
});

/** Opens a decided card again, for anybody or for anybody but the one who decided it; clocks start anew. */
export async function reopenReview(
  db: Database,
  decision: NewDecision & { eventId: string },
  options: { secondOpinion: boolean; claimDueAt: Date; decideDueAt: Date },
): Promise<void> {
  await opening(
    db.transaction(async (tx) => {
      const { review, ticketId, before } = await lockReview(tx, decision.triageId);
      if (review.state === "open") throw conflict("This card is open already and waits in the review queue.");
      const standing = await standingDecision(tx, decision.triageId);
      await tx
        .update(reviews)
        .set({
          state: "open",
          queuedAt: decision.now,
          claimDueAt: options.claimDueAt,
          decideDueAt: options.decideDueAt,
          firstClaimedAt: null,
          ...notEscalated,
          skippedBy: [],
          secondOpinionOf: options.secondOpinion ? standing.actorId : null,
        })
        .where(eq(reviews.triageId, decision.triageId));
      await markPending(tx, decision.triageId, {
        reasons: before.review.reasons,
        wish: wishOf(decision, options.secondOpinion ? "second_opinion" : "reopen"),
      });
      await tx.insert(reviewDecisions).values({
        ...recordOf(decision, options.secondOpinion ? "second_opinion" : "reopen"),
        before: { ...before, place: placeOf(review) },
      });
      await announceDecision(tx, decision.eventId, ticketId, decision.now);
    }),
  );
}

async function whyNotQueued(tx: Queryable, triageId: string): Promise<string> {
  const [review] = await tx
    .select({ state: reviews.state, by: reviews.decidedByName })
    .from(reviews)
    .where(eq(reviews.triageId, triageId));
  return review?.state === "decided"
    ? `${review.by ?? "Somebody"} has decided this card; a reviewer can open it again.`
    : "This card or another one of its incident is under review already.";
}

/**
 * Puts a card into the queue at somebody's wish. Throws `not_found` without a finished card, and `conflict` when the
 * card or another one of its incident waits there already.
 */
export async function requestReview(
  db: Database,
  decision: NewDecision & { eventId: string },
  due: { claimDueAt: Date; decideDueAt: Date },
): Promise<void> {
  const { triageId, now } = decision;
  await run(
    db.transaction(async (tx) => {
      const [triage] = await tx
        .select({
          ticketId: triages.ticketId,
          incidentKey: triages.incidentKey,
          reasons: triages.reviewReasons,
        })
        .from(triages)
        .innerJoin(triageCards, eq(triageCards.triageId, triages.id))
        .where(eq(triages.id, triageId))
        .for("update", { of: triages });
      if (!triage) throw new AppError("not_found", `There is no card of ${triageId}.`);
      const queued = await tx
        .insert(reviews)
        .values(newReviewRow({ triageId, incidentKey: triage.incidentKey }, now, due))
        .onConflictDoNothing()
        .returning({ id: reviews.triageId });
      if (queued.length === 0) throw conflict(await whyNotQueued(tx, triageId));
      const { before } = await lockReview(tx, triageId);
      await markPending(tx, triageId, {
        reasons: triage.reasons,
        wish: wishOf(decision, "request"),
      });
      await tx.insert(reviewDecisions).values({ ...recordOf(decision, "request"), before });
      await announceDecision(tx, decision.eventId, triage.ticketId, now);
    }),
  );
}
