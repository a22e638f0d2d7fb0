import { integer, jsonb, pgTable, primaryKey } from "drizzle-orm/pg-core";
import type { Facts } from "../../lib/contracts/facts.ts";
import type { Card, Origin, Review } from "../../lib/contracts/triage.ts";
import { identifier, moment } from "./columns.ts";
import { triages } from "./triages.ts";

/** Cards that a better one replaced, oldest first; the current one stands in `triage_cards`. */
export const cardVersions = pgTable(
  "card_versions",
  {
    triageId: identifier("triage_id")
      .notNull()
      .references(() => triages.id, { onDelete: "cascade" }),
    /** From 1. */
    version: integer("version").notNull(),
    card: jsonb("card").$type<Card>().notNull(),
    facts: jsonb("facts").$type<Facts>(),
    origin: jsonb("origin").$type<Origin>().notNull(),
    review: jsonb("review").$type<Review>().notNull(),
    replacedAt: moment("replaced_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.triageId, table.version] })],
);
