import { requestReviewOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { requestCardReview } from "#lib/services/review/reviews.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(requestReviewOperation, (ctx, { params, body }) =>
    requestCardReview(ctx, params.triageId, body),
  ),
});
