import { getEvalRunOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getEvalRunDetail } from "#lib/services/evals/eval-runs.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getEvalRunOperation, (ctx, { params }) => getEvalRunDetail(ctx, params.id)),
});
