import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
} from "drizzle-orm/pg-core";
import type { CardCalibration } from "../../lib/contracts/calibration.ts";
import type { Facts } from "../../lib/contracts/facts.ts";
import type { Card } from "../../lib/contracts/triage.ts";
import {
  categories,
  degradedReasons,
  paths,
  reuses,
  reviewStates,
  severities,
  tiers,
  triageStatuses,
} from "../../lib/contracts/vocabulary.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { tickets } from "./tickets.ts";

/** One operation on a ticket: how its card came about, what it cost, how long it took. */
export const triages = pgTable(
  "triages",
  {
    id: identifier("id").primaryKey(),
    ticketId: identifier("ticket_id")
      .notNull()
      .references(() => tickets.id, { onDelete: "cascade" }),
    status: text("status", { enum: triageStatuses }).notNull(),
    fingerprint: text("fingerprint").notNull(),
    incidentKey: identifier("incident_key").notNull(),
    duplicateOf: identifier("duplicate_of"),
    category: text("category", { enum: categories }),
    severity: text("severity", { enum: severities }),
    confidence: doublePrecision("confidence"),
    path: text("path", { enum: paths }).notNull(),
    degraded: boolean("degraded").notNull(),
    degradedReason: text("degraded_reason", { enum: degradedReasons }),
    /** How it came to another triage's card; null when its card was made for it. */
    reuse: text("reuse", { enum: reuses }),
    tier: text("tier", { enum: tiers }),
    model: text("model"),
    simulated: boolean("simulated").notNull(),
    promptVersion: text("prompt_version"),
    policyVersion: text("policy_version").notNull(),
    schemaVersion: integer("schema_version"),
    /** Checks of the step rubric that each step of the card meets, 0 to 8; null when they were not rated. */
    stepScores: integer("step_scores").array(),
    /** What stands behind the confidence of the card as it was made; null without a card. */
    calibration: jsonb("calibration").$type<CardCalibration>(),
    reviewState: text("review_state", { enum: reviewStates }).notNull(),
    reviewReasons: text("review_reasons").array().notNull(),
    modelCalls: integer("model_calls").notNull(),
    inputTokens: integer("input_tokens").notNull(),
    cachedInputTokens: integer("cached_input_tokens").notNull(),
    outputTokens: integer("output_tokens").notNull(),
    reasoningTokens: integer("reasoning_tokens").notNull(),
    /** null when a price is unknown. */
    costNanoUsd: bigint("cost_nano_usd", { mode: "bigint" }),
    /** What the card had cost that was reused; 0 when none was, null when that is unknown. */
    savedNanoUsd: bigint("saved_nano_usd", { mode: "bigint" }).default(sql`0`),
    /** An estimate, see lib/gateway/routing-savings.ts; negative when cheap models were asked for nothing. */
    routingSavedNanoUsd: bigint("routing_saved_nano_usd", { mode: "bigint" }),
    totalMs: doublePrecision("total_ms").notNull(),
    modelMs: doublePrecision("model_ms").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    index("triages_ticket").on(table.ticketId, table.id),
    index("triages_created_at").on(table.createdAt),
    // Tickets that were answered degraded, by reason.
    index("triages_degraded")
      .on(table.degradedReason, table.createdAt)
      .where(sql`${table.degradedReason} is not null`),
    // What the review queue narrows by, without the row.
    index("triages_verdict").on(table.id, table.category, table.severity),
    // By what read the card, in the order of the list of tickets, without the row.
    index("triages_reading").on(
      table.model,
      table.tier,
      table.promptVersion,
      table.policyVersion,
      table.ticketId,
      table.id,
    ),
    // A decision on one card reaches the repeats of its incident.
    index("triages_incident").on(table.incidentKey, table.id),
    check("triages_status_known", oneOf(table.status, triageStatuses)),
    check("triages_category_known", oneOf(table.category, categories)),
    check("triages_severity_known", oneOf(table.severity, severities)),
    check("triages_path_known", oneOf(table.path, paths)),
    check("triages_degraded_reason_known", oneOf(table.degradedReason, degradedReasons)),
    check("triages_reuse_known", oneOf(table.reuse, reuses)),
    check("triages_tier_known", oneOf(table.tier, tiers)),
    check("triages_review_state_known", oneOf(table.reviewState, reviewStates)),
  ],
);

/** The card and the facts behind it, apart from what lists and figures read. */
export const triageCards = pgTable("triage_cards", {
  triageId: identifier("triage_id")
    .primaryKey()
    .references(() => triages.id, { onDelete: "cascade" }),
  card: jsonb("card").$type<Card>().notNull(),
  facts: jsonb("facts").$type<Facts>(),
});
