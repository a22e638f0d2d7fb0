import { importEvalCasesOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { importEvalCases } from "#lib/services/evals/eval-sets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(importEvalCasesOperation, (ctx, { params, body }) => importEvalCases(ctx, params.set, body)),
});
