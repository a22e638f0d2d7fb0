import { sendTestMessageOperation } from "#lib/contracts/webhook-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { sendTestMessage } from "#lib/services/webhooks/deliveries.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(sendTestMessageOperation, (ctx, { body }) => sendTestMessage(ctx, body.url)),
});
