import { removeRunbookOperation } from "#lib/contracts/knowledge-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { removeRunbook } from "#lib/services/knowledge/import-runbooks.ts";
import { getRunbook } from "#lib/services/knowledge/runbooks.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(removeRunbookOperation, async (ctx, { body: { id } }) => {
    await removeRunbook(ctx, id);
    return await getRunbook(ctx, id);
  }),
});
