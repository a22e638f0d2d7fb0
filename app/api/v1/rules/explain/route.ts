import { explainTextOperation } from "#lib/contracts/rules-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { explainText } from "#lib/services/rules/signals.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(explainTextOperation, (ctx, { body }) => explainText(ctx, body)),
});
