import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { caseKinds } from "../../lib/contracts/eval-case.ts";
import type { Gate } from "../../lib/contracts/eval-gates.ts";
import { categories, environments, severities } from "../../lib/contracts/vocabulary.ts";
import { identifier, moment, oneOf } from "./columns.ts";

/** A set of labelled cases by its name. */
export const evalSets = pgTable("eval_sets", {
  name: identifier("name").primaryKey(),
  /** Comes with the product: changes with a release and not in the console. */
  builtIn: boolean("built_in").notNull(),
  /** Counts the changes, from 1. */
  revision: integer("revision").notNull(),
  /** Hash of the present cases and their order. */
  version: text("version").notNull(),
  cases: integer("cases").notNull(),
  gates: jsonb("gates").$type<Gate[]>().notNull(),
  createdAt: moment("created_at").notNull(),
  updatedAt: moment("updated_at").notNull(),
});

/** What a set was after each change, and who made it. */
export const evalSetVersions = pgTable(
  "eval_set_versions",
  {
    setName: identifier("set_name")
      .notNull()
      .references(() => evalSets.name, { onDelete: "cascade" }),
    revision: integer("revision").notNull(),
    version: text("version").notNull(),
    cases: integer("cases").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.setName, table.revision] }),
    index("eval_set_versions_version").on(table.setName, table.version),
  ],
);

/** The content of a case, stored once under its hash, whatever sets and runs it belongs to. Never changes. */
export const evalCases = pgTable(
  "eval_cases",
  {
    hash: identifier("hash").primaryKey(),
    caseId: text("case_id").notNull(),
    /** First meaningful line of the text. */
    title: text("title").notNull(),
    kind: text("kind", { enum: caseKinds }),
    service: text("service"),
    environment: text("environment", { enum: environments }),
    category: text("category", { enum: categories }),
    categoryAlt: text("category_alt", { enum: categories }).array().notNull(),
    severityMin: text("severity_min", { enum: severities }),
    severityMax: text("severity_max", { enum: severities }),
    labelOrigin: text("label_origin"),
    runbook: text("runbook"),
    runbookAlt: text("runbook_alt").array().notNull(),
    dupOf: text("dup_of"),
    twinOf: text("twin_of"),
    tags: text("tags").array().notNull(),
  },
  (table) => [
    check("eval_cases_kind_known", oneOf(table.kind, caseKinds)),
    check("eval_cases_environment_known", oneOf(table.environment, environments)),
    check("eval_cases_category_known", oneOf(table.category, categories)),
    check("eval_cases_severity_min_known", oneOf(table.severityMin, severities)),
    check("eval_cases_severity_max_known", oneOf(table.severityMax, severities)),
  ],
);

/** The text of a case, apart from what lists read. */
export const evalCaseTexts = pgTable("eval_case_texts", {
  hash: identifier("hash")
    .primaryKey()
    .references(() => evalCases.hash, { onDelete: "cascade" }),
  text: text("text").notNull(),
});

/** Which cases a set has had, from one revision to another; a change adds rows and copies nothing. */
export const evalSetCases = pgTable(
  "eval_set_cases",
  {
    setName: identifier("set_name")
      .notNull()
      .references(() => evalSets.name, { onDelete: "cascade" }),
    caseId: text("case_id").notNull(),
    /** First revision that has it. */
    addedIn: integer("added_in").notNull(),
    /** First revision that no longer has it; null for a present one. */
    removedIn: integer("removed_in"),
    position: integer("position").notNull(),
    caseHash: identifier("case_hash")
      .notNull()
      .references(() => evalCases.hash),
  },
  (table) => [
    primaryKey({ columns: [table.setName, table.caseId, table.addedIn] }),
    index("eval_set_cases_position").on(table.setName, table.position),
    index("eval_set_cases_hash").on(table.caseHash),
  ],
);
