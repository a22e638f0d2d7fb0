import type { Queryable } from "#db/client.ts";
import {
  findOverdue,
  lockOverdue,
  lockUnseen,
  markAcknowledged,
  markEscalated,
  type Overdue,
  readEscalations,
} from "#db/queries/escalations.ts";
import { announceTicketEvent } from "#db/queries/review-lock.ts";
import { findReviewItem } from "#db/queries/reviews.ts";
import { lockTriage } from "#db/queries/settle-triage.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import { may } from "#lib/contracts/access.ts";
import type { Acknowledgement, ReviewEscalations } from "#lib/contracts/reviews.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { announceCallback } from "#lib/services/later/settle-later.ts";

/** Cards that are told of, or taken note of, in one transaction. */
const atOnce = 100;
const minuteMs = 60_000;

type EscalationContext = Pick<ServiceContext, "database" | "runtime" | "actor">;

/** Who tells managers of what waits: nobody who reviews. */
const clock = { id: "system", name: "The clock" };

/** "nobody took it within 5 minutes" */
function reasonOf({ clock: name, queuedAt, dueAt }: Overdue): string {
  const minutes = Math.round((dueAt.getTime() - queuedAt.getTime()) / minuteMs);
  const span = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return name === "claim" ? `nobody took it within ${span}` : `nobody decided it within ${span}`;
}

/**
 * Tells managers of cards that nobody took or decided in time, once for each clock of a card however many replicas
 * look: the card counts among what was escalated, its history says so, listeners and its `callbackUrl` hear of it.
 */
export async function escalateOverdue(ctx: ServiceContext): Promise<"done"> {
  for (let found = atOnce; found === atOnce; ) {
    const overdue = await findOverdue(ctx.database, ctx.runtime.now(), atOnce);
    for (const triageId of overdue) {
      ctx.signal.throwIfAborted();
      await inTransaction(ctx.database, (tx) => escalate(ctx, tx, triageId));
    }
    found = overdue.length;
    if (found > 0) ctx.logger.info({ cards: found }, "escalated");
  }
  return "done";
}

/** The triage is held first, as whoever decides the card does: the two wait for each other and never for ever. */
async function escalate(ctx: ServiceContext, tx: Queryable, triageId: string): Promise<void> {
  const open = await lockTriage(tx, triageId);
  const now = ctx.runtime.now();
  const overdue = open && (await lockOverdue(tx, triageId, now));
  if (!overdue) return;
  const id = ctx.runtime.newId("rev");
  await markEscalated(tx, { id, triageId, reviewer: clock, reason: reasonOf(overdue), now }, overdue.clock);
  const { ticketId } = open.triage;
  await announceTicketEvent(tx, { id: ctx.runtime.newId("evt"), type: "review.escalated", ticketId, now });
  await ctx.jobs.add(tx, await announceCallback(ctx, tx, open, "review.escalated"));
}

/** What managers were told of and have not taken note of: one notice, which counts. */
export async function getEscalations({
  database,
  runtime,
}: Pick<EscalationContext, "database" | "runtime">): Promise<ReviewEscalations> {
  const { count, until, firstId } = await readEscalations(database);
  return {
    count,
    until: until?.toISOString() ?? null,
    first: firstId === null ? null : await findReviewItem(database, firstId, runtime.now()),
  };
}

/** Takes note of what was escalated until a moment, so that it is told no more; the cards go on waiting. */
export async function acknowledgeEscalations(
  ctx: EscalationContext,
  { until, triageId }: Acknowledgement,
): Promise<ReviewEscalations> {
  if (!may(ctx.actor, "review:write")) throw new AppError("forbidden", "This needs the scope review:write.");
  const { id, name } = ctx.actor;
  for (let noted = atOnce; noted === atOnce; ) {
    noted = await inTransaction(ctx.database, async (tx) => {
      const now = ctx.runtime.now();
      const unseen = await lockUnseen(tx, { until: new Date(until), triageId }, atOnce);
      await markAcknowledged(
        tx,
        unseen.map((each) => ({
          id: ctx.runtime.newId("rev"),
          triageId: each,
          reviewer: { id, name },
          reason: null,
          now,
        })),
      );
      return unseen.length;
    });
  }
  return await getEscalations(ctx);
}
