import { listDeliveriesOperation } from "#lib/contracts/webhook-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listDeliveries } from "#lib/services/webhooks/deliveries.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listDeliveriesOperation, (ctx, { query }) => listDeliveries(ctx, query)),
});
