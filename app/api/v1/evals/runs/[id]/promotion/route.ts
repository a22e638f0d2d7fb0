import { getEvalPromotionOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { canPromote } from "#lib/services/evals/promotion.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getEvalPromotionOperation, (ctx, { params }) => canPromote(ctx, params.id)),
});
