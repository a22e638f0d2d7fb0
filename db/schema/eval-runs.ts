import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { identifier, moment } from "./columns.ts";

/** One pass over an eval set, with everything that could change its result. */
export const evalRuns = pgTable(
  "eval_runs",
  {
    id: identifier("id").primaryKey(),
    /** Name of the case file, without its folder. */
    evalSet: text("eval_set").notNull(),
    /** Hash of the cases: two runs compare only over the same ones. */
    evalSetVersion: text("eval_set_version").notNull(),
    engine: text("engine").notNull(),
    models: text("models").array().notNull(),
    promptVersion: text("prompt_version").notNull(),
    policyVersion: text("policy_version").notNull(),
    schemaVersion: integer("schema_version").notNull(),
    cases: integer("cases").notNull(),
    scores: jsonb("scores").notNull(),
    missedGates: text("missed_gates").array().notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [index("eval_runs_eval_set_idx").on(table.evalSet, table.id)],
);

/** What a run said about one case. */
export const evalResults = pgTable(
  "eval_results",
  {
    runId: identifier("run_id")
      .notNull()
      .references(() => evalRuns.id, { onDelete: "cascade" }),
    caseId: text("case_id").notNull(),
    category: text("category").notNull(),
    severity: text("severity").notNull(),
    confidence: doublePrecision("confidence").notNull(),
    duplicateOf: text("duplicate_of"),
    ms: doublePrecision("ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.caseId] })],
);
