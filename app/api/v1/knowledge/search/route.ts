import { searchRunbooksOperation } from "#lib/contracts/knowledge-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { searchRunbooks } from "#lib/services/knowledge/runbooks.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(searchRunbooksOperation, (ctx, { body }) => searchRunbooks(ctx, body)),
});
