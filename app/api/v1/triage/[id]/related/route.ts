import { listRelatedTicketsOperation } from "#lib/contracts/knowledge-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listRelatedToTriage } from "#lib/services/tickets/related-tickets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listRelatedTicketsOperation, async (ctx, { params }) => ({
    items: await listRelatedToTriage(ctx, params.id),
  })),
});
