import { and, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { reviewDecisions, reviews } from "../schema/reviews.ts";
import { tickets } from "../schema/tickets.ts";
import { triages } from "../schema/triages.ts";
import { notEscalated } from "./queue-review.ts";
import { announceDecision, conflict, lockReview, type NewDecision, recordOf } from "./review-lock.ts";
import { run } from "./run.ts";

/** What puts a card into the queue, or back into it. */
const isWish = (action: string) => ["request", "reopen", "second_opinion"].includes(action);

/**
 * Takes back that a card was sent to review, opened again, or put before somebody else: it stands as before. Throws
 * `conflict` when the wish is another's, when somebody is on the card or has decided it since, and `not_found` when the
 * card is not in the queue.
 */
export async function withdrawWish(db: Database, decision: NewDecision & { eventId: string }): Promise<void> {
  const { triageId, reviewer, now } = decision;
  await run(
    db.transaction(async (tx) => {
      const { review, ticketId } = await lockReview(tx, triageId);
      const [wish] = await tx
        .select()
        .from(reviewDecisions)
        .where(
          and(
            eq(reviewDecisions.triageId, triageId),
            eq(reviewDecisions.undone, false),
            inArray(reviewDecisions.action, ["approve", "correct", "request", "reopen", "second_opinion"]),
          ),
        )
        .orderBy(desc(reviewDecisions.id))
        .limit(1);
      if (!wish || !isWish(wish.action) || review.state !== "open")
        throw conflict("Nothing was asked of this card that could be taken back.");
      if (wish.actorId !== reviewer.id) throw conflict(`${wish.actorName} asked for that.`);
      const isHeld =
        review.claimedBy !== null && review.claimExpiresAt !== null && review.claimExpiresAt > now;
      if (isHeld && review.claimedBy !== reviewer.id)
        throw conflict(`${review.claimedByName} is on this card already.`);
      // Of a wish that was made before this was kept, nobody knows how the card stood.
      if (!wish.before) throw conflict("It is not known any more how this card stood before.");

      const { state: reviewState, reasons: reviewReasons } = wish.before.review;
      const { place } = wish.before;
      if (place) {
        await tx
          .update(reviews)
          .set({
            state: "decided",
            queuedAt: new Date(place.queuedAt),
            claimDueAt: new Date(place.claimDueAt),
            decideDueAt: new Date(place.decideDueAt),
            firstClaimedAt: place.firstClaimedAt === null ? null : new Date(place.firstClaimedAt),
            secondOpinionOf: place.secondOpinionOf,
            claimedBy: null,
            claimedByName: null,
            claimExpiresAt: null,
            ...notEscalated,
          })
          .where(eq(reviews.triageId, triageId));
      } else {
        await tx.delete(reviews).where(eq(reviews.triageId, triageId));
      }
      await tx.update(triages).set({ reviewState, reviewReasons }).where(eq(triages.id, triageId));
      await tx.update(tickets).set({ reviewState }).where(eq(tickets.triageId, triageId));
      await tx.update(reviewDecisions).set({ undone: true }).where(eq(reviewDecisions.id, wish.id));
      await tx.insert(reviewDecisions).values(recordOf(decision, "undo"));
      await announceDecision(tx, decision.eventId, ticketId, now);
    }),
  );
}
