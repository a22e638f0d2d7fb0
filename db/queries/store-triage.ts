import { sql, type WithSubquery } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { attempts } from "../schema/attempts.ts";
import { events } from "../schema/events.ts";
import { incidents } from "../schema/incidents.ts";
import { tickets, ticketTexts } from "../schema/tickets.ts";
import { triageRunbooks } from "../schema/triage-runbooks.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { eventChannel } from "./event-channel.ts";
import { type NewTriage, ticketRowOf, triageRowOf } from "./new-triage.ts";
import { run } from "./run.ts";
import { storableDeep } from "./storable.ts";

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
  if (input.runbooks.length > 0) {
    const rows = input.runbooks.map(({ id, ...match }, index) => {
      return { ...match, runbookId: id, triageId: triage.id, rank: index + 1, createdAt };
    });
    writes.push(
      db
        .$with("new_runbooks")
        .as(db.insert(triageRunbooks).values(rows).returning({ id: triageRunbooks.triageId })),
    );
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
