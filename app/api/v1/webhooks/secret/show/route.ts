import { showWebhookSecretOperation } from "#lib/contracts/webhook-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { showWebhookSecret } from "#lib/services/later/webhook-secret.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(showWebhookSecretOperation, (ctx) => showWebhookSecret(ctx)),
});
