import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { cueStrengths } from "../../lib/contracts/facts.ts";
import { severityLimits, signalCategories } from "../../lib/contracts/rules.ts";
import { identifier, moment, oneOf } from "./columns.ts";

/** Words that an organisation taught the rules engine. A few hundred at most; never deleted, only disabled. */
export const signals = pgTable(
  "signals",
  {
    id: identifier("id").primaryKey(),
    phrase: text("phrase").notNull(),
    /** What the words speak for: a category with a strength, or a severity. */
    category: text("category", { enum: signalCategories }),
    strength: text("strength", { enum: cueStrengths }),
    severity: text("severity", { enum: severityLimits }),
    note: text("note"),
    enabled: boolean("enabled").notNull(),
    createdById: text("created_by_id").notNull(),
    /** Name of the person or key at that time. */
    createdBy: text("created_by").notNull(),
    createdAt: moment("created_at").notNull(),
    changedById: text("changed_by_id").notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: moment("changed_at").notNull(),
  },
  (table) => [
    uniqueIndex("signals_phrase").on(
      sql`lower(${table.phrase})`,
      sql`coalesce(${table.category}, ${table.severity})`,
    ),
    check(
      "signals_say_one_thing",
      sql`(${table.category} is null) = (${table.strength} is null) and (${table.category} is null) <> (${table.severity} is null)`,
    ),
    check("signals_severity_known", oneOf(table.severity, severityLimits)),
    check("signals_category_known", oneOf(table.category, signalCategories)),
    check("signals_strength_known", oneOf(table.strength, cueStrengths)),
  ],
);
