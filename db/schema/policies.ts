import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { activationKinds } from "../../lib/contracts/policy.ts";
import { identifier, moment, oneOf } from "./columns.ts";

/** Versions of the policy by the hash of what they say. Never changed, never deleted. */
export const policyVersions = pgTable("policy_versions", {
  version: identifier("version").primaryKey(),
  /** As it was when it was made; read with the contract's schema, which fills in what is new since. */
  content: jsonb("content").notNull(),
  createdById: text("created_by_id").notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: moment("created_at").notNull(),
});

/** What was put in force when, by whom and why. The newest one is in force. */
export const policyActivations = pgTable(
  "policy_activations",
  {
    number: bigint("number", { mode: "number" }).primaryKey(),
    version: identifier("version")
      .notNull()
      .references(() => policyVersions.version),
    previous: identifier("previous").references(() => policyVersions.version),
    kind: text("kind", { enum: activationKinds }).notNull(),
    reason: text("reason").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    activatedAt: moment("activated_at").notNull(),
  },
  (table) => [
    index("policy_activations_version").on(table.version),
    check("policy_activations_kind_known", oneOf(table.kind, activationKinds)),
  ],
);

/** The one row of what the environment said at the last start, so that a change of it is noticed. */
export const policyEnvironment = pgTable(
  "policy_environment",
  {
    only: boolean("only").primaryKey().default(true),
    values: jsonb("values").notNull(),
    seenAt: moment("seen_at").notNull(),
  },
  (table) => [check("policy_environment_only_row", sql`${table.only}`)],
);
