import { secondOpinionOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { reopenCard } from "#lib/services/review/reviews.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(secondOpinionOperation, (ctx, { params, body }) =>
    reopenCard(ctx, params.triageId, { ...body, secondOpinion: true }),
  ),
});
