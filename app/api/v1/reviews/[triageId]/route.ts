import { getReviewOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getReviewItem } from "#lib/services/review/reviews.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getReviewOperation, (ctx, { params }) => getReviewItem(ctx, params.triageId)),
});
