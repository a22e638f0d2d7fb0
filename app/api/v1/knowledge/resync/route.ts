import { resyncRunbooksOperation } from "#lib/contracts/knowledge-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { runbooksFolder } from "#lib/server/runbooks-folder.ts";
import { resyncRunbooks } from "#lib/services/knowledge/import-runbooks.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(resyncRunbooksOperation, (ctx) => resyncRunbooks(ctx, runbooksFolder())),
});
