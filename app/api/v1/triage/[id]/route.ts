import { getTriageOperation } from "#lib/contracts/ticket-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getTriage } from "#lib/services/triage/triages.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getTriageOperation, (ctx, { params }) => getTriage(ctx, params.id)),
});
