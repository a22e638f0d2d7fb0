import { changeSignalOperation } from "#lib/contracts/rules-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { changeSignal } from "#lib/services/rules/signals.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(changeSignalOperation, (ctx, { params, body }) => changeSignal(ctx, params.id, body)),
});
