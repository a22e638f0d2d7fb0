import { acknowledgeEscalationsOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { acknowledgeEscalations } from "#lib/services/review/escalations.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(acknowledgeEscalationsOperation, (ctx, { body }) => acknowledgeEscalations(ctx, body)),
});
