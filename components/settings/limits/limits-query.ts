import { queryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { readLimitsOperation } from "#lib/contracts/limit-operations.ts";

export const limitsKey = [readLimitsOperation.id];

/** The default of keys, and the keys and teams with limits of their own. */
export const limitsQuery = () =>
  queryOptions({
    queryKey: limitsKey,
    queryFn: ({ signal }) => callApi(readLimitsOperation.path, readLimitsOperation.answer, { signal }),
  });
