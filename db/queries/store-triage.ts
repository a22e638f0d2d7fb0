import { eq, sql, type WithSubquery } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { attempts } from "../schema/attempts.ts";
import { claims } from "../schema/claims.ts";
import { events } from "../schema/events.ts";
import { idempotencyKeys } from "../schema/idempotency-keys.ts";
import { incidents } from "../schema/incidents.ts";
import { reviews } from "../schema/reviews.ts";
import { tickets, ticketTexts } from "../schema/tickets.ts";
import { triageRunbooks } from "../schema/triage-runbooks.ts";
import { triageTraces } from "../schema/triage-traces.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { claimChannel } from "./claims.ts";
import { eventChannel, eventTime } from "./event-channel.ts";
import { type NewTriage, runbookRows, ticketRowOf, triageRowOf } from "./new-triage.ts";
import { newReviewRow } from "./queue-review.ts";
import { run } from "./run.ts";
import { storableDeep } from "./storable.ts";

/**
 * Stores a finished operation: ticket, text, triage, card, attempts, trace, event, the caller's idempotency key and the
 * count of its incident, and ends its claims. One statement, hence one transaction and one round trip; listeners hear
 * of it when it is committed. Returns how often the incident has been seen, this time included, and the triage that
 * saw it first, if that was another one. Nothing is stored when the idempotency key has another triage already, see
 * `isUniqueViolation`.
 */
export async function storeTriage(
  db: Queryable,
  given: NewTriage,
): Promise<{ occurrences: number; duplicateOf: string | null }> {
  const input = storableDeep(given);
  const { ticket, triage, createdAt } = input;
  const cards = {
    ...(input.reusableUntil ? { reusableTriageId: triage.id, reusableUntil: input.reusableUntil } : {}),
    ...(input.shared ? { madeTriageId: triage.id, madeAt: sql`clock_timestamp()` } : {}),
  };

  const seen = db.$with("seen").as(
    db
      .insert(incidents)
      .values({
        incidentKey: triage.incidentKey,
        firstTriageId: triage.id,
        occurrences: 1,
        firstSeenAt: createdAt,
        lastSeenAt: createdAt,
        lastTicketId: ticket.id,
        ...cards,
      })
      .onConflictDoUpdate({
        target: incidents.incidentKey,
        set: {
          occurrences: sql`${incidents.occurrences} + 1`,
          lastSeenAt: createdAt,
          // Ids sort by time; of two that are stored at once the newer one counts.
          lastTicketId: sql`greatest(${incidents.lastTicketId}, ${ticket.id})`,
          ...cards,
        },
      })
      .returning({ occurrences: incidents.occurrences, firstTriageId: incidents.firstTriageId }),
  );
  const duplicateOf = sql<string | null>`(select nullif(${seen.firstTriageId}, ${triage.id}) from ${seen})`;

  const writes: WithSubquery[] = [
    db.$with("new_ticket").as(db.insert(tickets).values(ticketRowOf(input)).returning({ id: tickets.id })),
    db.$with("new_text").as(
      db
        .insert(ticketTexts)
        .values({
          ticketId: ticket.id,
          text: ticket.text,
          metadata: ticket.metadata,
          removed: ticket.removed,
        })
        .returning({ id: ticketTexts.ticketId }),
    ),
    db.$with("new_triage").as(
      db
        .insert(triages)
        .values({ ...triageRowOf(input), duplicateOf })
        .returning({ id: triages.id }),
    ),
    db
      .$with("new_trace")
      .as(
        db
          .insert(triageTraces)
          .values({ triageId: triage.id, events: input.trace })
          .returning({ id: triageTraces.triageId }),
      ),
  ];
  if (input.eventId !== null) {
    const row = {
      id: input.eventId,
      type: "triage.completed" as const,
      ticketId: ticket.id,
      createdAt: eventTime,
    };
    writes.push(db.$with("new_event").as(db.insert(events).values(row).returning({ id: events.id })));
  }
  if (triage.card) {
    const row = { triageId: triage.id, card: triage.card, facts: triage.facts };
    writes.push(
      db.$with("new_card").as(db.insert(triageCards).values(row).returning({ id: triageCards.triageId })),
    );
  }
  if (input.reviewDue) {
    const row = newReviewRow(
      { triageId: triage.id, incidentKey: triage.incidentKey },
      createdAt,
      input.reviewDue,
    );
    // An incident waits in the queue once, however often it is reported.
    writes.push(
      db
        .$with("new_review")
        .as(db.insert(reviews).values(row).onConflictDoNothing().returning({ id: reviews.triageId })),
    );
  }
  if (input.attempts.length > 0) {
    const rows = input.attempts.map((attempt) => ({ ...attempt, triageId: triage.id }));
    writes.push(db.$with("new_attempts").as(db.insert(attempts).values(rows).returning({ id: attempts.id })));
  }
  if (input.runbooks.length > 0) {
    const rows = runbookRows(triage.id, input.runbooks, createdAt);
    writes.push(
      db
        .$with("new_runbooks")
        .as(db.insert(triageRunbooks).values(rows).returning({ id: triageRunbooks.triageId })),
    );
  }

  if (input.idempotencyKey) {
    const row = { ...input.idempotencyKey, triageId: triage.id };
    writes.push(
      db.$with("new_key").as(db.insert(idempotencyKeys).values(row).returning({ key: idempotencyKeys.key })),
    );
  }
  const released = db
    .$with("released")
    .as(db.delete(claims).where(eq(claims.holder, triage.id)).returning({ holder: claims.holder }));

  const [stored] = await run(
    db
      .with(seen, released, ...writes)
      .select({
        occurrences: seen.occurrences,
        duplicateOf: sql<string | null>`nullif(${seen.firstTriageId}, ${triage.id})`,
        announced: input.eventId === null ? sql`null` : sql`pg_notify(${eventChannel}, ${input.eventId})`,
        freed: sql`(select count(pg_notify(${claimChannel}, ${released.holder})) from ${released})`,
      })
      .from(seen),
  );
  if (!stored) throw new Error("An upsert returns its row.");
  return { occurrences: stored.occurrences, duplicateOf: stored.duplicateOf };
}
