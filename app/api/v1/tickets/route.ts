import { listTicketsOperation } from "#lib/contracts/ticket-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listTickets } from "#lib/services/tickets/tickets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listTicketsOperation, (ctx, { query }) => listTickets(ctx, query)),
});
