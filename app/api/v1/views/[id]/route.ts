import { changeViewOperation } from "#lib/contracts/view-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { changeView } from "#lib/services/tickets/views.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(changeViewOperation, (ctx, { params, body }) => changeView(ctx, params.id, body)),
});
