import { getStatsOperation } from "#lib/contracts/stats-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getStats } from "#lib/services/stats/get-stats.ts";
import { statsCsv } from "#lib/stats/stats-csv.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(
    getStatsOperation,
    (ctx, { query }) => getStats(ctx, query),
    (stats, { query, request }) =>
      (query.format ?? preferredFormat(request)) === "csv"
        ? { file: { type: "text/csv", body: statsCsv(stats) }, headers: { vary: "accept" } }
        : { headers: { vary: "accept" } },
  ),
});

const preferredFormat = (request: Request) =>
  /\btext\/csv\b/.test(request.headers.get("accept") ?? "") ? "csv" : "json";
