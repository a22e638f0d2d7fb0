import { listDecisionsOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listCardDecisions } from "#lib/services/review/reviews.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listDecisionsOperation, (ctx, { params }) => listCardDecisions(ctx, params.triageId)),
});
