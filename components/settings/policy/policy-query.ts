import { queryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { getPolicyOperation } from "#lib/contracts/policy-operations.ts";

export const policyKey = [getPolicyOperation.id];

/** The policy in force. */
export const policyQuery = () =>
  queryOptions({
    queryKey: policyKey,
    queryFn: ({ signal }) => callApi(getPolicyOperation.path, getPolicyOperation.answer, { signal }),
  });
