import { auditPageSchema, auditQuerySchema } from "./audit.ts";
import { define, type Operation } from "./operation.ts";

export const listAuditOperation = define({
  method: "GET",
  path: "/api/v1/audit",
  id: "listAudit",
  summary: "Read who changed what, newest first",
  description:
    "Keys, people, rules, runbooks, gates and everything else an administrator can change, with the state before and after. Entries are only ever added.",
  scope: "admin",
  query: auditQuerySchema,
  answer: auditPageSchema,
  success: "A page of the audit trail",
});

export const auditOperations: readonly Operation[] = [listAuditOperation];
