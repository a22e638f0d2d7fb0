import { withdrawReviewOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { withdrawCard } from "#lib/services/review/undo.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(withdrawReviewOperation, (ctx, { params }) => withdrawCard(ctx, params.triageId)),
});
