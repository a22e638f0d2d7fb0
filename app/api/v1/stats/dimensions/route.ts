import { getStatsDimensionsOperation } from "#lib/contracts/stats-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getStatsDimensions } from "#lib/services/stats/get-stats-dimensions.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getStatsDimensionsOperation, (ctx) => getStatsDimensions(ctx)),
});
