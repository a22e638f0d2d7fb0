import { changeKeyLimitsOperation } from "#lib/contracts/limit-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { changeKeyLimits } from "#lib/services/limits/manage-limits.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(changeKeyLimitsOperation, (ctx, { params, body }) => changeKeyLimits(ctx, params.id, body)),
});
