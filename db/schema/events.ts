import { check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { eventTypes } from "../../lib/contracts/events.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { tickets } from "./tickets.ts";

/** What a notice needs to be told later. */
export type Notice = { budgetId: string; percent: number } | { model: string };

/** What listeners hear of; written in the transaction that changes the ticket. */
export const events = pgTable(
  "events",
  {
    id: identifier("id").primaryKey(),
    type: text("type", { enum: eventTypes }).notNull(),
    /** null for a notice, which is about no ticket. */
    ticketId: identifier("ticket_id").references(() => tickets.id, { onDelete: "cascade" }),
    /** What a notice says; an event of a ticket is told with the ticket as it is then. */
    data: jsonb("data").$type<Notice>(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    index("events_created_at").on(table.createdAt),
    index("events_ticket").on(table.ticketId),
    check("events_type_known", oneOf(table.type, eventTypes)),
  ],
);
