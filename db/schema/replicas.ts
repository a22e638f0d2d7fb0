import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { ReplicaState } from "../../lib/contracts/system.ts";
import { moment } from "./columns.ts";

/** Processes that serve, each with what it said of itself last. */
export const replicas = pgTable(
  "replicas",
  {
    id: text("id").primaryKey(),
    host: text("host").notNull(),
    pid: integer("pid").notNull(),
    version: text("version").notNull(),
    state: jsonb("state").$type<ReplicaState>().notNull(),
    startedAt: moment("started_at").notNull(),
    /** By the database's clock. */
    seenAt: moment("seen_at").notNull(),
  },
  (table) => [index("replicas_seen").on(table.seenAt)],
);
