import { getLivenessOperation } from "#lib/contracts/health-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getLiveness } from "#lib/services/health.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getLivenessOperation, getLiveness),
});
