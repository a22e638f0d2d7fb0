import { exportEvalSetOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { exportEvalSet } from "#lib/services/evals/eval-sets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(exportEvalSetOperation, (ctx, { params, query }) =>
    exportEvalSet(ctx, params.set, query.version),
  ),
});
