import { getEvalSetOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getEvalSetDetail } from "#lib/services/evals/set-gates.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getEvalSetOperation, (ctx, { params }) => getEvalSetDetail(ctx, params.set)),
});
