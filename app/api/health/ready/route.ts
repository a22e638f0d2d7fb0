import { getReadinessOperation } from "#lib/contracts/health-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getReadiness } from "#lib/services/health.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getReadinessOperation, getReadiness, (readiness) => ({
    status: readiness.status === "unavailable" ? 503 : 200,
  })),
});
