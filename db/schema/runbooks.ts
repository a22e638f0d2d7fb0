import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { Runbook, RunbookChanges } from "../../lib/contracts/runbooks.ts";
import { identifier, moment, searchVector } from "./columns.ts";

/** One row a runbook, as lists and the first step of a search read it. Its text stands in `runbook_sections`. */
export const runbooks = pgTable(
  "runbooks",
  {
    /** Path under the imported folder, without `.md`. */
    id: identifier("id").primaryKey(),
    title: text("title").notNull(),
    /** Name of the import that keeps it in step: a later import under this name removes what is gone. */
    source: text("source").notNull(),
    /** SHA-256 of the file and of how it is read: equal means that nothing has to be done. */
    contentHash: text("content_hash").notNull(),
    sections: integer("sections").notNull(),
    /** The name without case and separators, for look-ups by the name of an alert. */
    nameKey: text("name_key").notNull(),
    /** Terms of title and name in their order. */
    titleTerms: text("title_terms").array().notNull(),
    /** The same with neighbours written as one word. */
    titleJoined: text("title_joined").array().notNull(),
    search: searchVector("search").notNull(),
    updatedAt: moment("updated_at").notNull(),
  },
  (table) => [
    index("runbooks_source").on(table.source, table.id),
    index("runbooks_search").using("gin", table.search),
    index("runbooks_title_terms").using("gin", table.titleTerms),
    // The trigram index on name_key is made by hand in the migration: it needs its extension first.
  ],
);

/** A runbook in pieces, cut at its headings. */
export const runbookSections = pgTable(
  "runbook_sections",
  {
    runbookId: identifier("runbook_id")
      .notNull()
      .references(() => runbooks.id, { onDelete: "cascade" }),
    ordinal: integer("ordinal").notNull(),
    /** Headings from the outermost to its own. */
    path: text("path").array().notNull(),
    text: text("text").notNull(),
    /** Terms in it. */
    length: integer("length").notNull(),
    /** Weight A: its headings; D: its text. */
    search: searchVector("search").notNull(),
  },
  (table) => [primaryKey({ columns: [table.runbookId, table.ordinal] })],
);

/** How many runbooks of the shelf hold a word: what is rare tells more. Renewed by every import that changes one. */
export const runbookTerms = pgTable("runbook_terms", {
  term: identifier("term").primaryKey(),
  documents: integer("documents").notNull(),
  /** Runbooks that have it in their title or name. */
  titles: integer("titles").notNull(),
});

/** What the last import under a name did. */
export const runbookSources = pgTable("runbook_sources", {
  source: text("source").primaryKey(),
  added: integer("added").notNull(),
  changed: integer("changed").notNull(),
  removed: integer("removed").notNull(),
  unchanged: integer("unchanged").notNull(),
  /** Files that could not be taken, with the reason, at most 20. */
  refused: jsonb("refused").$type<{ file: string; reason: string }[]>().notNull(),
  /** Ids of what came, changed and went, at most 100 of each. */
  changes: jsonb("changes")
    .$type<RunbookChanges>()
    .notNull()
    .default({ added: [], changed: [], removed: [] }),
  /** It is kept in step with a folder: what is removed by hand comes back while its file is there. */
  isFolder: boolean("is_folder").notNull().default(false),
  /** Of the git checkout that the folder is or lies in. */
  commit: text("commit"),
  branch: text("branch"),
  importedAt: moment("imported_at").notNull(),
});

/**
 * Runbooks that were taken off the shelf, as they were last: cards that cite one stay readable, and it can come back.
 * Nothing is searched here.
 */
export const removedRunbooks = pgTable(
  "removed_runbooks",
  {
    id: identifier("id").primaryKey(),
    title: text("title").notNull(),
    source: text("source").notNull(),
    contentHash: text("content_hash").notNull(),
    sections: jsonb("sections").$type<Runbook["sections"]>().notNull(),
    updatedAt: moment("updated_at").notNull(),
    removedAt: moment("removed_at").notNull(),
    removedBy: text("removed_by").notNull(),
  },
  (table) => [index("removed_runbooks_newest").on(table.removedAt)],
);
