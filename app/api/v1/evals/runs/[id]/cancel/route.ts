import { cancelEvalRunOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { cancelEvalRun } from "#lib/services/evals/eval-runs.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(cancelEvalRunOperation, (ctx, { params }) => cancelEvalRun(ctx, params.id)),
});
