import { doublePrecision, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { identifier, moment } from "./columns.ts";
import { triages } from "./triages.ts";

/** Runbooks that a triage pointed to. What they were called is kept: the shelf may change later. */
export const triageRunbooks = pgTable(
  "triage_runbooks",
  {
    triageId: identifier("triage_id")
      .notNull()
      .references(() => triages.id, { onDelete: "cascade" }),
    /** From 1, best first. */
    rank: integer("rank").notNull(),
    runbookId: identifier("runbook_id").notNull(),
    title: text("title").notNull(),
    section: text("section").notNull(),
    sectionOrdinal: integer("section_ordinal").notNull(),
    score: doublePrecision("score").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.triageId, table.rank] }),
    index("triage_runbooks_used").on(table.runbookId, table.createdAt),
  ],
);
