import { addEvalCaseOperation, listEvalSetCasesOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { addEvalCase, listEvalSetCases } from "#lib/services/evals/eval-sets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listEvalSetCasesOperation, (ctx, { params, query }) =>
    listEvalSetCases(ctx, params.set, query),
  ),
  POST: handle(addEvalCaseOperation, (ctx, { params, body }) => addEvalCase(ctx, params.set, body)),
});
