import { index, integer, pgTable } from "drizzle-orm/pg-core";
import { identifier, moment } from "./columns.ts";

/**
 * One row for each incident, however often it was reported: how often, which card may be reused until when, and which
 * card was made last, for operations that waited for it. References are not enforced: an incident outlives the
 * triages that retention removes.
 */
export const incidents = pgTable(
  "incidents",
  {
    incidentKey: identifier("incident_key").primaryKey(),
    firstTriageId: identifier("first_triage_id").notNull(),
    reusableTriageId: identifier("reusable_triage_id"),
    reusableUntil: moment("reusable_until"),
    /** May be degraded, hence good for nobody who asks later. By the database's clock. */
    madeTriageId: identifier("made_triage_id"),
    madeAt: moment("made_at"),
    occurrences: integer("occurrences").notNull(),
    firstSeenAt: moment("first_seen_at").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    /** The newest report, which stands for the others where a list shows an incident once. */
    lastTicketId: identifier("last_ticket_id").notNull(),
  },
  (table) => [index("incidents_last_ticket").on(table.lastTicketId)],
);
