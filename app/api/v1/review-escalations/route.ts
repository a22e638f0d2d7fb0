import { getEscalationsOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getEscalations } from "#lib/services/review/escalations.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getEscalationsOperation, (ctx) => getEscalations(ctx)),
});
