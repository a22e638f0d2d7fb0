import { getTraceOperation } from "#lib/contracts/ticket-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getTrace } from "#lib/services/triage/triages.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getTraceOperation, (ctx, { params }) => getTrace(ctx, params.id)),
});
