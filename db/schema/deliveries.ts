import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { ticketEventTypes } from "../../lib/contracts/events.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { triages } from "./triages.ts";

/** One message to one `callbackUrl`, with what became of it. */
export const deliveries = pgTable(
  "deliveries",
  {
    /** Sent as `webhook-id`: the same at every try, so that the receiver can tell. */
    id: identifier("id").primaryKey(),
    triageId: identifier("triage_id")
      .notNull()
      .references(() => triages.id, { onDelete: "cascade" }),
    type: text("type", { enum: ticketEventTypes }).notNull(),
    /** As the ticket has it. */
    sealedUrl: text("url").notNull(),
    /** As it is signed and sent, byte for byte. */
    body: text("body").notNull(),
    tries: integer("tries").notNull().default(0),
    /** Status of the last answer; null before the first, and when none came. */
    lastStatus: integer("last_status"),
    /** Why the last try failed, in a few words. */
    lastError: text("last_error"),
    /** When the receiver answered 2xx. */
    deliveredAt: moment("delivered_at"),
    /** When it was decided not to try again: the receiver wants no more, or the tries are used up. */
    givenUpAt: moment("given_up_at"),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    index("deliveries_triage").on(table.triageId),
    index("deliveries_created_at").on(table.createdAt),
    index("deliveries_undelivered").on(table.id).where(sql`${table.deliveredAt} is null`),
    check("deliveries_type_known", oneOf(table.type, ticketEventTypes)),
  ],
);
