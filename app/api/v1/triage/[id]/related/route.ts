import { listRelatedTicketsOperation } from "#lib/contracts/operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listRelatedToTriage } from "#lib/services/related-tickets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listRelatedTicketsOperation, async (ctx, { params }) => ({
    items: await listRelatedToTriage(ctx, params.id),
  })),
});
