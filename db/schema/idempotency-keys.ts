import { check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { actorTypes } from "../../lib/contracts/access.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { triages } from "./triages.ts";

/**
 * Which triage answered a caller's idempotency key. Written in the statement that stores the triage: one does not
 * exist without the other.
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actorType: text("actor_type", { enum: actorTypes }).notNull(),
    actorId: text("actor_id").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of the parsed body. */
    requestHash: text("request_hash").notNull(),
    triageId: identifier("triage_id")
      .notNull()
      .references(() => triages.id, { onDelete: "cascade" }),
    expiresAt: moment("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.actorType, table.actorId, table.key] }),
    index("idempotency_keys_triage").on(table.triageId),
    index("idempotency_keys_expires_at").on(table.expiresAt),
    check("idempotency_keys_actor_type_known", oneOf(table.actorType, actorTypes)),
  ],
);
