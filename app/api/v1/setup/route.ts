import { completeSetupOperation } from "#lib/contracts/access-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { completeSetup } from "#lib/services/access/setup.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(completeSetupOperation, (ctx, { body }) => completeSetup(ctx, body)),
});
