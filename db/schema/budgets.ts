import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { budgetOrigins, budgetPeriods, budgetSubjects, overBudgets } from "../../lib/contracts/budgets.ts";
import { apiKeys } from "./api-keys.ts";
import { identifier, moment, oneOf } from "./columns.ts";

/** What may be spent in a period, on whose calls. */
export const budgets = pgTable(
  "budgets",
  {
    id: identifier("id").primaryKey(),
    subject: text("subject", { enum: budgetSubjects }).notNull(),
    team: text("team"),
    apiKeyId: identifier("api_key_id").references(() => apiKeys.id, { onDelete: "cascade" }),
    period: text("period", { enum: budgetPeriods }).notNull(),
    limitNanoUsd: bigint("limit_nano_usd", { mode: "bigint" }).notNull(),
    overBudget: text("over_budget", { enum: overBudgets }).notNull(),
    origin: text("origin", { enum: budgetOrigins }).notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    unique("budgets_once")
      .on(table.subject, table.team, table.apiKeyId, table.period, table.overBudget, table.origin)
      .nullsNotDistinct(),
    check("budgets_subject_known", oneOf(table.subject, budgetSubjects)),
    check("budgets_period_known", oneOf(table.period, budgetPeriods)),
    check("budgets_over_budget_known", oneOf(table.overBudget, overBudgets)),
    check("budgets_origin_known", oneOf(table.origin, budgetOrigins)),
    check("budgets_limit_positive", sql`${table.limitNanoUsd} > 0`),
  ],
);

/** A budget in one of its periods. Reserving, settling and expiring change one row each, in one statement. */
export const budgetUses = pgTable(
  "budget_uses",
  {
    budgetId: identifier("budget_id")
      .notNull()
      .references(() => budgets.id, { onDelete: "cascade" }),
    periodStart: moment("period_start").notNull(),
    spentNanoUsd: bigint("spent_nano_usd", { mode: "bigint" }).notNull(),
    reservedNanoUsd: bigint("reserved_nano_usd", { mode: "bigint" }).notNull(),
    /** The highest share that listeners were told of, in per cent. */
    warnedPercent: integer("warned_percent").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.budgetId, table.periodStart] }),
    check("budget_uses_not_negative", sql`${table.spentNanoUsd} >= 0 and ${table.reservedNanoUsd} >= 0`),
  ],
);

/** Money kept for a call under way, in each of its budgets; free again when its time is over. */
export const budgetReservations = pgTable(
  "budget_reservations",
  {
    /** Of the call; the same in all of its budgets. */
    id: identifier("id").notNull(),
    budgetId: identifier("budget_id")
      .notNull()
      .references(() => budgets.id, { onDelete: "cascade" }),
    periodStart: moment("period_start").notNull(),
    nanoUsd: bigint("nano_usd", { mode: "bigint" }).notNull(),
    expiresAt: moment("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.budgetId] }),
    index("budget_reservations_expiry").on(table.budgetId, table.expiresAt),
  ],
);
