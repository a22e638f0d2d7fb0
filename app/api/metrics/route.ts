import { getMetricsOperation } from "#lib/contracts/health-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getTelemetry } from "#lib/server/telemetry.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getMetricsOperation, (ctx) => getTelemetry().metrics(ctx)),
});
