import { listAuditOperation } from "#lib/contracts/audit-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listAuditOperation, (ctx, { query }) => listAudit(ctx, query)),
});
