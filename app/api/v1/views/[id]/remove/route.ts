import { removeViewOperation } from "#lib/contracts/view-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { removeView } from "#lib/services/tickets/views.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(removeViewOperation, (ctx, { params }) => removeView(ctx, params.id)),
});
