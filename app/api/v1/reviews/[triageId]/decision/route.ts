import { decideReviewOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { decideCard } from "#lib/services/review/reviews.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(decideReviewOperation, (ctx, { params, body }) => decideCard(ctx, params.triageId, body)),
});
