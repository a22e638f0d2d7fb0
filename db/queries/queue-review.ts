import { and, eq } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { reviews } from "../schema/reviews.ts";
import { run } from "./run.ts";

/** When a card has to be taken and decided. */
export interface ReviewDue {
  claimDueAt: Date;
  decideDueAt: Date;
}

/** Nobody was told yet that the card waits too long. */
export const notEscalated = { escalatedClock: null, escalatedAt: null, acknowledgedByName: null };

/** Row of `reviews` of a card that nobody has looked at yet. */
export const newReviewRow = (
  { triageId, incidentKey }: { triageId: string; incidentKey: string },
  queuedAt: Date,
  due: ReviewDue,
) => ({ triageId, incidentKey, state: "open" as const, queuedAt, ...due, skippedBy: [] });

/**
 * Makes the queue fit a card that changed: with `due` it waits there, without nobody is asked any more. An incident
 * waits once, and a card that somebody decided stays decided.
 */
export async function requeueReview(
  tx: Queryable,
  card: { triageId: string; incidentKey: string },
  now: Date,
  due: ReviewDue | null,
): Promise<void> {
  if (due) {
    await run(
      tx
        .insert(reviews)
        .values(newReviewRow(card, now, due))
        .onConflictDoNothing(),
    );
  } else {
    const open = and(eq(reviews.triageId, card.triageId), eq(reviews.state, "open"));
    await run(tx.delete(reviews).where(open));
  }
}
