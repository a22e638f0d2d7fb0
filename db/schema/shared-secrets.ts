import { pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/** Secrets that every replica has to know, made by whichever needs one first. */
export const sharedSecrets = pgTable("shared_secrets", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
  createdAt: moment("created_at").notNull(),
});
