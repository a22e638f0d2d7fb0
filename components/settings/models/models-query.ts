import { queryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { listModelsOperation } from "#lib/contracts/models.ts";

export const modelsKey = [listModelsOperation.id];

/** The models of the policy and how they fare. */
export const modelsQuery = () =>
  queryOptions({
    queryKey: modelsKey,
    queryFn: ({ signal }) => callApi(listModelsOperation.path, listModelsOperation.answer, { signal }),
  });
