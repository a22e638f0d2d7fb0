import { removeEvalCaseOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { removeEvalCase } from "#lib/services/evals/eval-sets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(removeEvalCaseOperation, (ctx, { params, body }) =>
    removeEvalCase(ctx, params.set, body.caseId),
  ),
});
