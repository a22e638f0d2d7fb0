import { queryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import type { StatsSplit } from "#lib/contracts/stats.ts";
import { getStatsDimensionsOperation, getStatsOperation } from "#lib/contracts/stats-operations.ts";
import { type DashboardState, windowOf } from "./dashboard-state.ts";

/** How often the page asks again, in milliseconds. */
const refreshMs = 60_000;

/** The figures of a state in a zone; the ones before stay until new ones are here. */
export const statsQuery = (state: DashboardState, timeZone: string, by: StatsSplit = state.by) =>
  queryOptions({
    queryKey: ["stats", state, timeZone, by],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({
        ...windowOf(state, Date.now()),
        ...state.filters,
        by,
        tz: timeZone,
        // Only the headline tells a change, and it reads the split of the page.
        ...(by === state.by ? { compare: "previous" } : {}),
      });
      return callApi(`${getStatsOperation.path}?${params}`, getStatsOperation.answer, { signal });
    },
    placeholderData: (before) => before,
    refetchInterval: refreshMs,
  });

export const dimensionsQuery = () =>
  queryOptions({
    queryKey: ["stats-dimensions"],
    queryFn: ({ signal }) =>
      callApi(getStatsDimensionsOperation.path, getStatsDimensionsOperation.answer, { signal }),
  });
