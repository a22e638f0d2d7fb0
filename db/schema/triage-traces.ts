import { jsonb, pgTable } from "drizzle-orm/pg-core";
import type { TraceEvent } from "../../lib/contracts/trace.ts";
import { identifier } from "./columns.ts";
import { triages } from "./triages.ts";

/** The decisions made while a card came about, apart from what lists and figures read. */
export const triageTraces = pgTable("triage_traces", {
  triageId: identifier("triage_id")
    .primaryKey()
    .references(() => triages.id, { onDelete: "cascade" }),
  events: jsonb("events").$type<TraceEvent[]>().notNull(),
});
