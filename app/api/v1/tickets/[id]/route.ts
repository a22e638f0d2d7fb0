import { getTicketOperation } from "#lib/contracts/ticket-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getTicketDetail } from "#lib/services/tickets/tickets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getTicketOperation, (ctx, { params }) => getTicketDetail(ctx, params.id)),
});
