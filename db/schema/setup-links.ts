import { pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/** One-time links that create the first administrator. */
export const setupLinks = pgTable("setup_links", {
  /** SHA-256 of the token, hexadecimal. */
  tokenHash: text("token_hash").primaryKey(),
  createdAt: moment("created_at").notNull(),
  usedAt: moment("used_at"),
});
