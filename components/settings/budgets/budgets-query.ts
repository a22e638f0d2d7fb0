import { queryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { listBudgetsOperation } from "#lib/contracts/budget-operations.ts";

export const budgetsKey = [listBudgetsOperation.id];

/** All budgets with what is spent of them. */
export const budgetsQuery = () =>
  queryOptions({
    queryKey: budgetsKey,
    queryFn: ({ signal }) => callApi(listBudgetsOperation.path, listBudgetsOperation.answer, { signal }),
  });
