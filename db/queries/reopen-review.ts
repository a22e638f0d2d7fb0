import { eq } from "drizzle-orm";
import { AppError } from "../../lib/core/errors.ts";
import type { Database, Queryable } from "../client.ts";
import { reviewDecisions, reviews } from "../schema/reviews.ts";
import { tickets } from "../schema/tickets.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { newReviewRow } from "./queue-review.ts";
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

async function markPending(tx: Queryable, triageId: string): Promise<void> {
  await tx.update(triages).set({ reviewState: "pending" }).where(eq(triages.id, triageId));
  await tx.update(tickets).set({ reviewState: "pending" }).where(eq(tickets.triageId, triageId));
}

/** Opens a decided card again, for anybody or for anybody but the one who decided it; clocks start anew. */
export async function reopenReview(
  db: Database,
  decision: NewDecision & { eventId: string },
  options: { secondOpinion: boolean; claimDueAt: Date; decideDueAt: Date },
): Promise<void> {
  await opening(
    db.transaction(async (tx) => {
      const { review, ticketId } = await lockReview(tx, decision.triageId);
      if (review.state === "open") throw conflict("This card is open.");
      const standing = await standingDecision(tx, decision.triageId);
      await tx
        .update(reviews)
        .set({
          state: "open",
          queuedAt: decision.now,
          claimDueAt: options.claimDueAt,
          decideDueAt: options.decideDueAt,
          firstClaimedAt: null,
          skippedBy: [],
          secondOpinionOf: options.secondOpinion ? standing.actorId : null,
        })
        .where(eq(reviews.triageId, decision.triageId));
      await markPending(tx, decision.triageId);
      await tx
        .insert(reviewDecisions)
        .values(recordOf(decision, options.secondOpinion ? "second_opinion" : "reopen"));
      await announceDecision(tx, decision.eventId, ticketId, decision.now);
    }),
  );
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
  const { triageId, now, reason, reviewer } = decision;
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
      if (queued.length === 0)
        throw conflict("This card or another one of its incident is under review already.");
      const reviewReasons = [
        ...triage.reasons,
        `${reviewer.name} asks for a review${reason ? `: ${reason}` : ""}`,
      ];
      await markPending(tx, triageId);
      await tx.update(triages).set({ reviewReasons }).where(eq(triages.id, triageId));
      await tx.insert(reviewDecisions).values(recordOf(decision, "request"));
      await announceDecision(tx, decision.eventId, triage.ticketId, now);
    }),
  );
}
