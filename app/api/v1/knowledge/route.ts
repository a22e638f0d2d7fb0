import { getKnowledgeStatusOperation } from "#lib/contracts/knowledge-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { runbooksFolder } from "#lib/server/runbooks-folder.ts";
import { getKnowledgeStatus } from "#lib/services/knowledge/runbooks.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getKnowledgeStatusOperation, (ctx) => getKnowledgeStatus(ctx, runbooksFolder())),
});
