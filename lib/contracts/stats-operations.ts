import { define, type Operation } from "./operation.ts";
import { statsDimensionsSchema, statsQuerySchema, statsSchema } from "./stats.ts";

export const getStatsOperation = define({
  method: "GET",
  path: "/api/v1/stats",
  id: "getStats",
  summary: "Read cost, speed and quality over time",
  description:
    "Sums of calls, triages and decisions, for the window, for each bucket and, with `by`, for each group. `from` is included, `to` is not. Percentiles come from mergeable counts, never from averages of percentiles. What changes later, such as a corrected card, changes the hour it belongs to.",
  scope: "stats:read",
  query: statsQuerySchema,
  answer: statsSchema,
  success: "The figures",
  alsoAnswersAs: "text/csv",
});

export const getStatsDimensionsOperation = define({
  method: "GET",
  path: "/api/v1/stats/dimensions",
  id: "getStatsDimensions",
  summary: "List what figures can be narrowed to",
  description: "The models, teams, keys, sources and versions that figures exist for.",
  scope: "stats:read",
  answer: statsDimensionsSchema,
  success: "Values with their names",
});

/** Everything that can be asked of the figures. */
export const statsOperations: readonly Operation[] = [getStatsOperation, getStatsDimensionsOperation];
