import { undoActOperation } from "#lib/contracts/review-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { undoAct } from "#lib/services/review/undo.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(undoActOperation, (ctx, { params }) => undoAct(ctx, params.id)),
});
