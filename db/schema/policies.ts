import { bigint, check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
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

/** What was put in force when, by whom and why. The newest one counts. */
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
    /** What the environment said then; what it says otherwise later counts instead. */
    environment: jsonb("environment").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    activatedAt: moment("activated_at").notNull(),
  },
  (table) => [
    index("policy_activations_version").on(table.version),
    check("policy_activations_kind_known", oneOf(table.kind, activationKinds)),
  ],
);
