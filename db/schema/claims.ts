import { index, pgTable, text } from "drizzle-orm/pg-core";
import { identifier, moment } from "./columns.ts";

/**
 * Who works on what just now, over all replicas: an incident whose card is being made, an idempotency key whose
 * request is being answered. `holder` is the triage that will be stored, `owner` the process that makes it. A claim
 * ends with its triage; that of a killed process runs out by the database's clock.
 */
export const claims = pgTable(
  "claims",
  {
    subject: identifier("subject").primaryKey(),
    holder: identifier("holder").notNull(),
    owner: text("owner").notNull(),
    leaseUntil: moment("lease_until").notNull(),
  },
  (table) => [index("claims_holder").on(table.holder), index("claims_owner").on(table.owner)],
);
