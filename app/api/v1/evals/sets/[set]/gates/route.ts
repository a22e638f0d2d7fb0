import { setEvalGatesOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { setEvalGates } from "#lib/services/evals/set-gates.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(setEvalGatesOperation, (ctx, { params, body }) => setEvalGates(ctx, params.set, body)),
});
