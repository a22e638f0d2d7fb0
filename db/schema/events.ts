import { check, index, pgTable, text } from "drizzle-orm/pg-core";
import { eventTypes } from "../../lib/contracts/events.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { tickets } from "./tickets.ts";

/** What listeners hear of; written in the transaction that changes the ticket. */
export const events = pgTable(
  "events",
  {
    id: identifier("id").primaryKey(),
    type: text("type", { enum: eventTypes }).notNull(),
    ticketId: identifier("ticket_id")
      .notNull()
      .references(() => tickets.id, { onDelete: "cascade" }),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    index("events_created_at").on(table.createdAt),
    index("events_ticket").on(table.ticketId),
    check("events_type_known", oneOf(table.type, eventTypes)),
  ],
);
