import { importRunbooksOperation } from "#lib/contracts/knowledge-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { importUploadedRunbooks } from "#lib/services/knowledge/import-runbooks.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(importRunbooksOperation, (ctx, { body }) => importUploadedRunbooks(ctx, body)),
});
