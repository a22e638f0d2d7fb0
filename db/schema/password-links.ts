import { index, pgTable, text } from "drizzle-orm/pg-core";
import { identifier, moment } from "./columns.ts";
import { users } from "./users.ts";

/** One-time links with which a person chooses a password. */
export const passwordLinks = pgTable(
  "password_links",
  {
    /** SHA-256 of the token, hexadecimal. */
    tokenHash: text("token_hash").primaryKey(),
    userId: identifier("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: moment("created_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
  },
  (table) => [index("password_links_user").on(table.userId)],
);
