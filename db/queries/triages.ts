import { and, asc, eq, gt, sql, type WithSubquery } from "drizzle-orm";
import type { Facts } from "../../lib/contracts/facts.ts";
import type { Card, Origin, Review, Triage, TriageDetail } from "../../lib/contracts/triage.ts";
import type { Queryable } from "../client.ts";
import { attempts } from "../schema/attempts.ts";
import { events } from "../schema/events.ts";
import { incidents } from "../schema/incidents.ts";
import { tickets, ticketTexts } from "../schema/tickets.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { eventChannel } from "./event-channel.ts";
import { type NewTriage, type StoredAttempt, ticketRowOf, triageRowOf } from "./new-triage.ts";
import { run } from "./run.ts";
import { storableDeep } from "./storable.ts";
import { originOf, sameIncident, sameTriage, triageColumns, triageOf } from "./triage-row.ts";

export type { NewTriage, StoredAttempt };

/**
 * Stores a finished operation: ticket, text, triage, card, attempts, event, and the count of its incident. One
 * statement, hence one transaction and one round trip; listeners hear of it when it is committed. Returns how often
 * the incident has been seen, this time included, and the triage that saw it first, if that was another one.
 */
export async function storeTriage(
  db: Queryable,
  given: NewTriage,
): Promise<{ occurrences: number; duplicateOf: string | null }> {
  const input = storableDeep(given);
  const { ticket, triage, createdAt } = input;
  const reusable = input.reusableUntil
    ? { reusableTriageId: triage.id, reusableUntil: input.reusableUntil }
    : {};

  const seen = db.$with("seen").as(
    db
      .insert(incidents)
      .values({
        incidentKey: triage.incidentKey,
        firstTriageId: triage.id,
        occurrences: 1,
        firstSeenAt: createdAt,
        lastSeenAt: createdAt,
        ...reusable,
      })
      .onConflictDoUpdate({
        target: incidents.incidentKey,
        set: { occurrences: sql`${incidents.occurrences} + 1`, lastSeenAt: createdAt, ...reusable },
      })
      .returning({ occurrences: incidents.occurrences, firstTriageId: incidents.firstTriageId }),
  );
  const duplicateOf = sql<string | null>`(select nullif(${seen.firstTriageId}, ${triage.id}) from ${seen})`;

  const writes: WithSubquery[] = [
    db.$with("new_ticket").as(db.insert(tickets).values(ticketRowOf(input)).returning({ id: tickets.id })),
    db
      .$with("new_text")
      .as(
        db
          .insert(ticketTexts)
          .values({ ticketId: ticket.id, text: ticket.text, metadata: ticket.metadata })
          .returning({ id: ticketTexts.ticketId }),
      ),
    db.$with("new_triage").as(
      db
        .insert(triages)
        .values({ ...triageRowOf(input), duplicateOf })
        .returning({ id: triages.id }),
    ),
    db
      .$with("new_event")
      .as(
        db
          .insert(events)
          .values({ id: input.eventId, type: "triage.completed", ticketId: ticket.id, createdAt })
          .returning({ id: events.id }),
      ),
  ];
  if (triage.card) {
    const row = { triageId: triage.id, card: triage.card, facts: triage.facts };
    writes.push(
      db.$with("new_card").as(db.insert(triageCards).values(row).returning({ id: triageCards.triageId })),
    );
  }
  if (input.attempts.length > 0) {
    const rows = input.attempts.map((attempt) => ({ ...attempt, triageId: triage.id }));
    writes.push(db.$with("new_attempts").as(db.insert(attempts).values(rows).returning({ id: attempts.id })));
  }

  const [stored] = await run(
    db
      .with(seen, ...writes)
      .select({
        occurrences: seen.occurrences,
        duplicateOf: sql<string | null>`nullif(${seen.firstTriageId}, ${triage.id})`,
        announced: sql`pg_notify(${eventChannel}, ${input.eventId})`,
      })
      .from(seen),
  );
  if (!stored) throw new Error("An upsert returns its row.");
  return { occurrences: stored.occurrences, duplicateOf: stored.duplicateOf };
}

export interface ReusableTriage {
  triageId: string;
  card: Card;
  facts: Facts | null;
  origin: Origin;
  review: Review;
}

/** The card that may answer another report of the same incident at `now`, or null. */
export async function findReusableTriage(
  db: Queryable,
  incidentKey: string,
  now: Date,
): Promise<ReusableTriage | null> {
  const [row] = await run(
    db
      .select({ triage: triages, card: triageCards.card, facts: triageCards.facts })
      .from(incidents)
      .innerJoin(triages, eq(triages.id, incidents.reusableTriageId))
      .innerJoin(triageCards, sameTriage)
      .where(and(eq(incidents.incidentKey, incidentKey), gt(incidents.reusableUntil, now))),
  );
  if (!row) return null;
  const { triage, card, facts } = row;
  const review = { state: triage.reviewState, reasons: triage.reviewReasons };
  return { triageId: triage.id, card, facts, origin: originOf(triage), review };
}

export async function findTriage(db: Queryable, id: string): Promise<Triage | null> {
  const [row] = await run(
    db
      .select(triageColumns)
      .from(triages)
      .leftJoin(triageCards, sameTriage)
      .leftJoin(incidents, sameIncident)
      .where(eq(triages.id, id)),
  );
  return row ? triageOf(row) : null;
}

/** A ticket's text with its current triage and the facts behind the card. */
export async function findTriageDetailByTicket(
  db: Queryable,
  ticketId: string,
): Promise<TriageDetail | null> {
  const [row] = await run(
    db
      .select({ ...triageColumns, ticket: tickets, text: ticketTexts.text })
      .from(tickets)
      .innerJoin(ticketTexts, eq(ticketTexts.ticketId, tickets.id))
      .innerJoin(triages, eq(triages.id, tickets.triageId))
      .leftJoin(triageCards, sameTriage)
      .leftJoin(incidents, sameIncident)
      .where(eq(tickets.id, ticketId)),
  );
  if (!row) return null;
  const { id, source, service, environment, externalId, createdAt } = row.ticket;
  return {
    triage: triageOf(row),
    facts: row.facts,
    ticket: {
      id,
      text: row.text,
      source,
      service,
      environment,
      externalId,
      createdAt: createdAt.toISOString(),
    },
  };
}

/** Every call to a model that a triage made, in order. */
export async function listAttempts(db: Queryable, triageId: string): Promise<StoredAttempt[]> {
  const rows = await run(
    db.select().from(attempts).where(eq(attempts.triageId, triageId)).orderBy(asc(attempts.ordinal)),
  );
  return rows.map(({ triageId: _triageId, ...attempt }) => attempt);
}
