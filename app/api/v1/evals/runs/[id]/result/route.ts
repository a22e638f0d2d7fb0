import { getEvalResultOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getEvalResult } from "#lib/services/evals/eval-runs.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getEvalResultOperation, (ctx, { params, query }) =>
    getEvalResult(ctx, params.id, query.caseId),
  ),
});
