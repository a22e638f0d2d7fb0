import { boolean, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { PromptContent } from "../../lib/contracts/prompts.ts";
import { identifier, moment } from "./columns.ts";

/** Versions of the prompt by the hash of everything a model sees of them. Never changed, never deleted. */
export const promptVersions = pgTable("prompt_versions", {
  version: identifier("version").primaryKey(),
  name: text("name").notNull(),
  note: text("note").notNull(),
  builtIn: boolean("built_in").notNull(),
  basedOn: identifier("based_on"),
  schemaVersion: text("schema_version").notNull(),
  content: jsonb("content").$type<PromptContent>().notNull(),
  createdById: text("created_by_id").notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: moment("created_at").notNull(),
});
