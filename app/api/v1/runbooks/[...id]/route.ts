import { getRunbookOperation } from "#lib/contracts/knowledge-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getRunbook } from "#lib/services/knowledge/runbooks.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getRunbookOperation, (ctx, { params }) => getRunbook(ctx, params.id)),
});
