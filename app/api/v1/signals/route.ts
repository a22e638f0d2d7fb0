import { addSignalOperation, listSignalsOperation } from "#lib/contracts/rules-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { addSignal, listSignals } from "#lib/services/rules/signals.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listSignalsOperation, (ctx) => listSignals(ctx)),
  POST: handle(addSignalOperation, (ctx, { body }) => addSignal(ctx, body)),
});
