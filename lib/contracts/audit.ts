import { z } from "zod";
import { actorTypes } from "./access.ts";
import { pageOf, pageQueryShape } from "./page.ts";
import { storable } from "./text.ts";

/** What an administrator may have done, `thing.what happened to it`. A new kind of change adds its word here. */
export const auditActions = [
  "key.created",
  "key.revoked",
  "limits.changed",
  "user.created",
  "user.role_changed",
  "user.disabled",
  "user.enabled",
  "user.password_link_created",
  "user.password_set",
  "signal.created",
  "signal.changed",
  "eval_set.changed",
  "eval_set.gates_changed",
  "eval_run.gates_overridden",
  "runbooks.imported",
  "runbook.removed",
  "runbook.restored",
  "policy.changed",
  "policy.gates_overridden",
  "prompt.created",
  "policy.rolled_back",
  "webhook.secret_shown",
  "webhook.secret_rotated",
  "webhook.message_retried",
  "job.retried",
  "budget.created",
  "budget.changed",
  "budget.removed",
] as const;
const auditActionSchema = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditActionSchema>;

/** The state of a thing as the trail keeps it: plain fields, never a secret or its hash. */
const auditStateSchema = z.record(z.string(), z.json());
export type AuditState = z.infer<typeof auditStateSchema>;

const namedSchema = z.object({
  type: z.string(),
  id: z.string(),
  name: z.string().meta({ description: "As it was called at that time" }),
});

const auditEntrySchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actor: namedSchema.extend({ type: z.enum(actorTypes) }),
    action: auditActionSchema,
    subject: namedSchema,
    before: auditStateSchema.nullable().meta({ description: "null: it came into being" }),
    after: auditStateSchema.nullable().meta({ description: "null: it is gone" }),
    reason: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const word = z
  .string()
  .transform((value) => storable(value).trim())
  .pipe(z.string().min(1).max(200));

/** Query of `GET /api/v1/audit`; the page keeps the same words in its address bar. */
export const auditQuerySchema = z
  .strictObject({
    ...pageQueryShape,
    actor: word.optional().meta({ description: "Id of the person or key" }),
    action: auditActionSchema.optional(),
    subject: word.optional().meta({ description: "Id of the thing that was changed" }),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: "AuditQuery" });
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditPageSchema = pageOf(auditEntrySchema).meta({ id: "AuditPage" });
export type AuditPage = z.infer<typeof auditPageSchema>;
