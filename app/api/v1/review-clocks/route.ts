import { changeReviewClocksOperation, getReviewClocksOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { changeReviewClocks, getReviewClocks } from "#lib/services/review/review-clocks.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getReviewClocksOperation, (ctx) => getReviewClocks(ctx)),
  POST: handle(changeReviewClocksOperation, (ctx, { body }) => changeReviewClocks(ctx, body)),
});
