import { overrideEvalGateOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { overrideGates } from "#lib/services/evals/promotion.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(overrideEvalGateOperation, (ctx, { params, body }) =>
    overrideGates(ctx, params.id, body.reason),
  ),
});
