import { changeTeamLimitsOperation, readLimitsOperation } from "#lib/contracts/limit-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { changeTeamLimits, readLimits } from "#lib/services/limits/manage-limits.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(readLimitsOperation, (ctx) => readLimits(ctx)),
  POST: handle(changeTeamLimitsOperation, (ctx, { body }) => changeTeamLimits(ctx, body)),
});
