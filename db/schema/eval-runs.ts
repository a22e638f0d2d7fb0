import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { GateResult } from "../../lib/contracts/eval-gates.ts";
import type { StoredScores } from "../../lib/contracts/eval-measures.ts";
import { evalEngines, evalRunStatuses, type RunAnalysis } from "../../lib/contracts/eval-run.ts";
import type { Card } from "../../lib/contracts/triage.ts";
import { categories, severities } from "../../lib/contracts/vocabulary.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { evalCases } from "./eval-sets.ts";

/** One pass over an eval set, with everything that could change its result. */
export const evalRuns = pgTable(
  "eval_runs",
  {
    id: identifier("id").primaryKey(),
    /** Name of the set, or of the case file without its folder. */
    evalSet: text("eval_set").notNull(),
    /** Hash of the cases and their order. */
    evalSetVersion: text("eval_set_version").notNull(),
    engine: text("engine", { enum: evalEngines }).notNull(),
    models: text("models").array().notNull(),
    promptVersion: text("prompt_version").notNull(),
    policyVersion: text("policy_version").notNull(),
    schemaVersion: integer("schema_version").notNull(),
    scorerVersion: text("scorer_version").notNull().default("scorer_0"),
    productVersion: text("product_version"),
    productCommit: text("product_commit"),
    cases: integer("cases").notNull(),
    /** How often each case is judged. */
    repeats: integer("repeats").notNull().default(1),
    baselineId: identifier("baseline_id"),

    status: text("status", { enum: evalRunStatuses }).notNull().default("done"),
    /** Cards made so far. */
    done: integer("done").notNull().default(0),
    /** The process that works on it, and until when it is believed to be alive. */
    worker: text("worker"),
    leaseUntil: moment("lease_until"),
    failure: text("failure"),

    /** null until every card is made. */
    scores: jsonb("scores").$type<StoredScores>(),
    analysis: jsonb("analysis").$type<RunAnalysis>(),
    gatesVersion: text("gates_version"),
    gates: jsonb("gates").$type<GateResult[]>(),
    missedGates: text("missed_gates").array().notNull(),
    simulated: boolean("simulated").notNull().default(false),
    /** Sum over all cards; null when a price is unknown or nothing was made. */
    costNanoUsd: bigint("cost_nano_usd", { mode: "bigint" }),

    startedBy: text("started_by"),
    createdAt: moment("created_at").notNull(),
    finishedAt: moment("finished_at"),
  },
  (table) => [
    index("eval_runs_eval_set_idx").on(table.evalSet, table.id),
    index("eval_runs_prompt_version_idx").on(table.promptVersion, table.id),
    index("eval_runs_status").on(table.status, table.id),
    check("eval_runs_engine_known", oneOf(table.engine, evalEngines)),
    check("eval_runs_status_known", oneOf(table.status, evalRunStatuses)),
  ],
);

/** What a run said about one case, once. */
export const evalResults = pgTable(
  "eval_results",
  {
    runId: identifier("run_id")
      .notNull()
      .references(() => evalRuns.id, { onDelete: "cascade" }),
    caseId: text("case_id").notNull(),
    /** From 1. */
    repeat: integer("repeat").notNull().default(1),
    /** Place of the case in the set, from 0. */
    position: integer("position").notNull().default(0),
    caseHash: identifier("case_hash").references(() => evalCases.hash),
    category: text("category", { enum: categories }).notNull(),
    severity: text("severity", { enum: severities }).notNull(),
    confidence: doublePrecision("confidence").notNull(),
    runbooks: text("runbooks").array().notNull().default([]),
    duplicateOf: text("duplicate_of"),
    degraded: boolean("degraded").notNull().default(false),
    simulated: boolean("simulated").notNull().default(false),
    /** Verdict as the label accepts it; null without a label. */
    passed: boolean("passed"),
    cardValid: boolean("card_valid").notNull().default(true),
    steps: integer("steps").notNull().default(0),
    actionableSteps: integer("actionable_steps").notNull().default(0),
    costNanoUsd: bigint("cost_nano_usd", { mode: "bigint" }),
    ms: doublePrecision("ms").notNull(),
  },
  (table) => [
    uniqueIndex("eval_results_once").on(table.runId, table.caseId, table.repeat),
    index("eval_results_position").on(table.runId, table.position),
    index("eval_results_case_hash").on(table.caseHash),
    check("eval_results_category_known", oneOf(table.category, categories)),
    check("eval_results_severity_known", oneOf(table.severity, severities)),
  ],
);

/** The card of a result, apart from what lists read. */
export const evalResultCards = pgTable(
  "eval_result_cards",
  {
    runId: identifier("run_id")
      .notNull()
      .references(() => evalRuns.id, { onDelete: "cascade" }),
    caseId: text("case_id").notNull(),
    repeat: integer("repeat").notNull(),
    card: jsonb("card").$type<Card>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.caseId, table.repeat] })],
);

/** An administrator let something go live over a missed gate, and said why. Kept for ever. */
export const evalOverrides = pgTable("eval_overrides", {
  runId: identifier("run_id")
    .primaryKey()
    .references(() => evalRuns.id, { onDelete: "restrict" }),
  reason: text("reason").notNull(),
  failedGates: text("failed_gates").array().notNull(),
  actorId: text("actor_id").notNull(),
  actorName: text("actor_name").notNull(),
  createdAt: moment("created_at").notNull(),
});
