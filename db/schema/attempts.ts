import { bigint, check, doublePrecision, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { answerRepairs, attemptPurposes } from "../../lib/contracts/trace.ts";
import { attemptOutcomes, tiers } from "../../lib/contracts/vocabulary.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { triages } from "./triages.ts";

/** One call to one model. Token counts are null when the provider reported none. */
export const attempts = pgTable(
  "attempts",
  {
    id: identifier("id").primaryKey(),
    triageId: identifier("triage_id")
      .notNull()
      .references(() => triages.id, { onDelete: "cascade" }),
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
    outputTokens: integer("output_tokens"),
    reasoningTokens: integer("reasoning_tokens"),
    /** null when a price or the usage is unknown. */
    costNanoUsd: bigint("cost_nano_usd", { mode: "bigint" }),
    detail: text("detail"),
    answerRepairs: text("repairs", { enum: answerRepairs }).array().notNull().default([]),
    promptVersion: text("prompt_version").notNull(),
  },
  (table) => [
    uniqueIndex("attempts_triage").on(table.triageId, table.ordinal),
    check("attempts_tier_known", oneOf(table.tier, tiers)),
    check("attempts_purpose_known", oneOf(table.purpose, attemptPurposes)),
    check("attempts_outcome_known", oneOf(table.outcome, attemptOutcomes)),
  ],
);
