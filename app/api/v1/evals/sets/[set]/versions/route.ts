import { listEvalSetVersionsOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listEvalSetVersions } from "#lib/services/evals/eval-sets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listEvalSetVersionsOperation, (ctx, { params, query }) =>
    listEvalSetVersions(ctx, params.set, query),
  ),
});
