import { listViewsOperation, saveViewOperation } from "#lib/contracts/view-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listViews, saveView } from "#lib/services/tickets/views.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listViewsOperation, (ctx) => listViews(ctx)),
  POST: handle(saveViewOperation, (ctx, { body }) => saveView(ctx, body)),
});
