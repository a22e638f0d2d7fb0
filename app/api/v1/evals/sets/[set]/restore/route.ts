import { restoreEvalSetOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { restoreEvalSet } from "#lib/services/evals/eval-sets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(restoreEvalSetOperation, (ctx, { params, body }) => restoreEvalSet(ctx, params.set, body)),
});
