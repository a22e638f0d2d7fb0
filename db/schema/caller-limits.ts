import { bigint, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { moment } from "./columns.ts";

/** Whom a limit counts: a key by its id, or all keys of a team by its name. */
export const callerKinds = ["key", "team"] as const;

/** What callers may use a minute; who is not here has the limits of the environment. */
export const callerLimits = pgTable(
  "caller_limits",
  {
    kind: text("kind", { enum: callerKinds }).notNull(),
    name: text("name").notNull(),
    requestsPerMinute: integer("requests_per_minute"),
    tokensPerMinute: integer("tokens_per_minute"),
  },
  (table) => [primaryKey({ columns: [table.kind, table.name] })],
);

export const callerMeasures = ["requests", "tokens"] as const;

/**
 * What callers used in this minute of the clock and in the one before; see lib/core/sliding-window.ts. Not logged:
 * a crash forgets a minute, and counting does not wait for the disk.
 */
export const callerWindows = pgTable(
  "caller_windows",
  {
    kind: text("kind", { enum: callerKinds }).notNull(),
    name: text("name").notNull(),
    measure: text("measure", { enum: callerMeasures }).notNull(),
    started: moment("started").notNull(),
    current: bigint("current", { mode: "number" }).notNull(),
    previous: bigint("previous", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.name, table.measure] })],
);
