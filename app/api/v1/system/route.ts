import { getSystemOperation } from "#lib/contracts/system-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getSystem } from "#lib/services/system/system.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getSystemOperation, (ctx) => getSystem(ctx)),
});
