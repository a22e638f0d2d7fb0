import { sql } from "drizzle-orm";
import { check, pgTable, text } from "drizzle-orm/pg-core";
import { apiScopes } from "../../lib/contracts/access.ts";
import { identifier, moment } from "./columns.ts";

/** Keys of services. The secret itself is shown once and never stored. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: identifier("id").primaryKey(),
    name: text("name").notNull(),
    /** First characters of the secret, so that people can tell keys apart. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the secret, hexadecimal. */
    secretHash: text("secret_hash").notNull().unique(),
    scopes: text("scopes", { enum: apiScopes }).array().notNull(),
    team: text("team"),
    createdAt: moment("created_at").notNull(),
    lastUsedAt: moment("last_used_at"),
    revokedAt: moment("revoked_at"),
  },
  (table) => [
    check(
      "api_keys_scopes_known",
      sql`${table.scopes} <@ ${sql.raw(`array[${apiScopes.map((scope) => `'${scope}'`).join(", ")}]`)}`,
    ),
  ],
);
