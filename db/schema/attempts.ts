import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { answerRepairs, attemptPurposes } from "../../lib/contracts/trace.ts";
import { attemptOutcomes, ledgerAccounts, tiers } from "../../lib/contracts/vocabulary.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { evalRuns } from "./eval-runs.ts";
import { triages } from "./triages.ts";

/**
 * The ledger: one row for each call to a model, however it ended and whatever became of the card it was made for. A
 * row holds everything that money is split by, so that sums need no other table, and it outlives the ticket.
 * Token counts are null when the provider reported none.
 */
export const attempts = pgTable(
  "attempts",
  {
    id: identifier("id").primaryKey(),
    /** What it was paid for. */
    account: text("account", { enum: ledgerAccounts }).notNull().default("triage"),
    /** null when its card came to nothing, or was removed. */
    triageId: identifier("triage_id").references(() => triages.id, { onDelete: "set null" }),
    evalRunId: identifier("eval_run_id").references(() => evalRuns.id, { onDelete: "set null" }),
    /** The key of the service that asked; null when a person did. */
    apiKeyId: identifier("api_key_id"),
    team: text("team"),
    source: text("source"),
    ordinal: integer("ordinal").notNull(),
    model: text("model").notNull(),
    tier: text("tier", { enum: tiers }).notNull(),
    purpose: text("purpose", { enum: attemptPurposes }).notNull().default("first"),
    outcome: text("outcome", { enum: attemptOutcomes }).notNull(),
    statusCode: integer("status_code"),
    startedAt: moment("started_at").notNull(),
    waitMs: doublePrecision("wait_ms").notNull(),
    ms: doublePrecision("ms").notNull(),
    inputTokens: integer("input_tokens"),
    cachedInputTokens: integer("cached_input_tokens"),
    cacheWriteTokens: integer("cache_write_tokens"),
    /** Of the cache-write tokens, those that are kept for an hour and not for five minutes. */
    cacheWrite1hTokens: integer("cache_write_1h_tokens"),
    outputTokens: integer("output_tokens"),
    reasoningTokens: integer("reasoning_tokens"),
    /** null when a price or the usage is unknown. */
    costNanoUsd: bigint("cost_nano_usd", { mode: "bigint" }),
    /** Of the price table that the cost was computed with. */
    pricesVersion: text("prices_version"),
    detail: text("detail"),
    answerRepairs: text("repairs", { enum: answerRepairs }).array().notNull().default([]),
    promptVersion: text("prompt_version").notNull(),
    policyVersion: text("policy_version"),
    simulated: boolean("simulated").notNull().default(false),
  },
  (table) => [
    uniqueIndex("attempts_triage").on(table.triageId, table.ordinal),
    index("attempts_eval_run").on(table.evalRunId),
    index("attempts_started_at").on(table.startedAt),
    // The newest failure of a model.
    index("attempts_failed").on(table.model, table.startedAt).where(sql`${table.outcome} <> 'succeeded'`),
    // Tickets by what went wrong with their calls, and by why there was another one.
    index("attempts_outcome").on(table.outcome, table.startedAt).where(sql`${table.outcome} <> 'succeeded'`),
    index("attempts_purpose").on(table.purpose, table.startedAt).where(sql`${table.purpose} <> 'first'`),
    check("attempts_account_known", oneOf(table.account, ledgerAccounts)),
    check("attempts_tier_known", oneOf(table.tier, tiers)),
    check("attempts_purpose_known", oneOf(table.purpose, attemptPurposes)),
    check("attempts_outcome_known", oneOf(table.outcome, attemptOutcomes)),
  ],
);
