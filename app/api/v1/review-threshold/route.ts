import { changeThresholdOperation, getThresholdOperation } from "#lib/contracts/calibration-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { changeThreshold, getThresholdOutlook } from "#lib/services/confidence/threshold.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getThresholdOperation, (ctx) => getThresholdOutlook(ctx)),
  POST: handle(changeThresholdOperation, (ctx, { body }) => changeThreshold(ctx, body)),
});
