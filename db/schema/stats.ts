import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { attemptMeasures, reviewMeasures, triageMeasures } from "../../lib/core/stats-measures.ts";
import { identifier, moment } from "./columns.ts";

/**
 * The figures of each hour, kept apart from what they are made of, so that a year reads as fast as a day and outlives
 * the rows behind it. Filled by db/queries/stats/roll-up.ts.
 */

/**
 * What figures can be split and narrowed by. An empty text stands for "none", so that equal rows meet, and for what the
 * mask does not tell apart.
 */
export const statsSeries = pgTable(
  "stats_series",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    /** Dimensions that are told apart, as in db/queries/stats/cuboids.ts. */
    mask: smallint("mask").notNull(),
    account: text("account").notNull(),
    model: text("model").notNull(),
    tier: text("tier").notNull(),
    team: text("team").notNull(),
    apiKeyId: identifier("api_key_id").notNull(),
    source: text("source").notNull(),
    promptVersion: text("prompt_version").notNull(),
    policyVersion: text("policy_version").notNull(),
    /** Of triages and decisions; empty for calls. */
    path: text("path").notNull(),
  },
  (table) => [
    unique("stats_series_known").on(
      table.mask,
      table.account,
      table.model,
      table.tier,
      table.team,
      table.apiKeyId,
      table.source,
      table.promptVersion,
      table.policyVersion,
      table.path,
    ),
  ],
);

/** The sources that have figures of their own; callers may invent any number, and the others count together. */
export const statsSources = pgTable("stats_sources", { source: text("source").primaryKey() });

const transactionId = customType<{ data: string }>({ dataType: () => "xid8" });

/** How far the figures are rolled up; one row. */
export const statsProgress = pgTable(
  "stats_progress",
  {
    id: integer("id").primaryKey().default(1),
    /** Hours that end before or at this moment are rolled up; null: none is yet. */
    rolledUntil: moment("rolled_until"),
    /** These hours are over; they are complete when every transaction older than `closingBefore` has ended. */
    closingUntil: moment("closing_until"),
    closingBefore: transactionId("closing_before"),
  },
  (table) => [check("stats_progress_one_row", sql`${table.id} = 1`)],
);

/**
 * Hours in which something changed when they were over already, written by triggers with the change itself. Rows are
 * only added, so that writers never wait for each other.
 */
export const statsChanges = pgTable(
  "stats_changes",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    hour: moment("hour").notNull(),
  },
  (table) => [index("stats_changes_hour").on(table.hour)],
);

/** Hours that a row sums: one, a day of UTC, a week of UTC from Monday on, four such weeks; and what it tells apart. */
const span = {
  grain: smallint("grain").notNull(),
  start: moment("start").notNull(),
  /** That of the series, here so that the rows of a question lie together. */
  mask: smallint("mask").notNull(),
  seriesId: integer("series_id").notNull(),
};

const wide = (name: string) => name.endsWith("_nano_usd") || name.endsWith("_tokens");

const measureColumns = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      wide(name) ? bigint(name, { mode: "bigint" }).notNull() : integer(name).notNull(),
    ]),
  );

/** Counts in bins of lib/core/latency-sketch.ts: the bins, and how many values each holds. */
const sketchColumns = (name: string) => ({
  [`${name}_bins`]: smallint(`${name}_bins`).array().notNull(),
  [`${name}_counts`]: integer(`${name}_counts`).array().notNull(),
});

/** Calls to models, by the hour in which they began. */
export const attemptRollups = pgTable(
  "attempt_rollups",
  { ...span, ...measureColumns(attemptMeasures), ...sketchColumns("latency") },
  (table) => [primaryKey({ columns: [table.grain, table.start, table.mask, table.seriesId] })],
);

/** Triages, by the hour of their ticket, as they are now. */
export const triageRollups = pgTable(
  "triage_rollups",
  {
    ...span,
    ...measureColumns(triageMeasures.filter((name) => name !== "step_score")),
    step_score: doublePrecision("step_score").notNull(),
    ...sketchColumns("latency"),
  },
  (table) => [primaryKey({ columns: [table.grain, table.start, table.mask, table.seriesId] })],
);

/** Decisions of humans, by their hour; the series is that of the card they decided. */
export const reviewRollups = pgTable(
  "review_rollups",
  {
    ...span,
    /** Tenth of the card's confidence, 0 to 9. */
    confidenceBin: smallint("confidence_bin").notNull(),
    ...measureColumns(reviewMeasures.filter((name) => name !== "confidence")),
    confidence: doublePrecision("confidence").notNull(),
    ...sketchColumns("claim"),
    ...sketchColumns("decide"),
  },
  (table) => [
    primaryKey({ columns: [table.grain, table.start, table.mask, table.seriesId, table.confidenceBin] }),
  ],
);
