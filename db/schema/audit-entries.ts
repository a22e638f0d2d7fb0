import { check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { actorTypes } from "../../lib/contracts/access.ts";
import type { AuditAction, AuditState } from "../../lib/contracts/audit.ts";
import { identifier, moment, oneOf } from "./columns.ts";

/** Who changed what, when and why. Rows are only added: a trigger refuses to change or delete one. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: identifier("id").primaryKey(),
    at: moment("at").notNull(),
    actorType: text("actor_type", { enum: actorTypes }).notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    action: text("action").$type<AuditAction>().notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    subjectName: text("subject_name").notNull(),
    before: jsonb("before").$type<AuditState>(),
    after: jsonb("after").$type<AuditState>(),
    reason: text("reason"),
  },
  (table) => [
    // One index for each filter of the list, in the list's order.
    index("audit_entries_actor").on(table.actorId, table.id),
    index("audit_entries_action").on(table.action, table.id),
    index("audit_entries_subject").on(table.subjectId, table.id),
    index("audit_entries_at").on(table.at),
    check("audit_entries_actor_type_known", oneOf(table.actorType, actorTypes)),
  ],
);
