import { eq, sql } from "drizzle-orm";
import type { EventType } from "../../lib/contracts/events.ts";
import type { ReviewAction } from "../../lib/contracts/reviews.ts";
import { AppError } from "../../lib/core/errors.ts";
import type { Queryable } from "../client.ts";
import { events } from "../schema/events.ts";
import { incidents } from "../schema/incidents.ts";
import { type ReviewBefore, reviews } from "../schema/reviews.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { eventChannel } from "./event-channel.ts";
import type { Reviewer } from "./reviews.ts";
import { isUniqueViolation, run } from "./run.ts";
import { originOf } from "./triage-row.ts";

/** What somebody did with a card under review. */
export interface NewDecision {
  id: string;
  triageId: string;
  reviewer: Reviewer;
  reason: string | null;
  now: Date;
  /** The act it is one of several of. */
  actId?: string | undefined;
}

export interface Snapshot {
  ticketId: string;
  incidentKey: string;
  review: typeof reviews.$inferSelect;
  before: ReviewBefore;
}

/**
 * The card and its place in the queue, locked until the end of the transaction: the triage first, as whoever replaces
 * its card does, so that the two wait for each other and never for ever.
 */
export async function lockReview(tx: Queryable, triageId: string): Promise<Snapshot> {
  await tx.select({ id: triages.id }).from(triages).where(eq(triages.id, triageId)).for("update");
  const [row] = await tx
    .select({ triage: triages, card: triageCards.card, review: reviews })
    .from(reviews)
    .innerJoin(triages, eq(triages.id, reviews.triageId))
    .innerJoin(triageCards, eq(triageCards.triageId, triages.id))
    .where(eq(reviews.triageId, triageId))
    .for("update");
  if (!row) throw new AppError("not_found", `${triageId} is not under review.`);
  const { triage, card, review } = row;
  const [incident] = await tx
    .select({ triageId: incidents.reusableTriageId, until: incidents.reusableUntil })
    .from(incidents)
    .where(eq(incidents.incidentKey, triage.incidentKey));
  const reusable =
    incident?.triageId && incident.until
      ? { triageId: incident.triageId, until: incident.until.toISOString() }
      : null;
  return {
    ticketId: triage.ticketId,
    incidentKey: triage.incidentKey,
    review,
    before: {
      card,
      origin: originOf(triage),
      review: { state: triage.reviewState, reasons: triage.reviewReasons },
      reusable,
    },
  };
}

export const conflict = (message: string) => new AppError("conflict", message);

/** Tells listeners, when the transaction commits, what happened to a ticket. */
export async function announceTicketEvent(
  tx: Queryable,
  { id, type, ticketId, now }: { id: string; type: EventType; ticketId: string; now: Date },
): Promise<void> {
  await tx.insert(events).values({ id, type, ticketId, createdAt: now });
  await tx.execute(sql`select pg_notify(${eventChannel}, ${id})`);
}

/** Tells listeners, when the transaction commits, that a card was decided. */
export const announceDecision = (tx: Queryable, eventId: string, ticketId: string, now: Date) =>
  announceTicketEvent(tx, { id: eventId, type: "review.decided", ticketId, now });

/** Row of `review_decisions`. */
export const recordOf = (
  { id, triageId, reviewer, reason, now, actId }: NewDecision,
  action: ReviewAction,
) => ({
  id,
  actId: actId ?? null,
  triageId,
  action,
  actorId: reviewer.id,
  actorName: reviewer.name,
  reason,
  createdAt: now,
});

/** Runs a transaction that may open a card; `conflict` when another card of the incident is open. */
export async function opening<Result>(transaction: Promise<Result>): Promise<Result> {
  try {
    return await run(transaction);
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict("Another card of the same incident is under review.");
    throw error;
  }
}
