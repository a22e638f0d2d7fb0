import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { CalibrationContent } from "../../lib/contracts/calibration.ts";
import { identifier, moment } from "./columns.ts";

/** What was learned from reviewed cards, each time anew. The newest row counts; none is ever changed. */
export const calibrations = pgTable("calibrations", {
  id: identifier("id").primaryKey(),
  fittedAt: moment("fitted_at").notNull(),
  fittedBy: text("fitted_by").notNull(),
  /** Reviewed cards that it was fitted on. */
  cards: integer("cards").notNull(),
  /** The newest decision that was known then. */
  lastDecisionId: identifier("last_decision_id").notNull(),
  content: jsonb("content").$type<CalibrationContent>().notNull(),
});
