import { policyHistoryOperation } from "#lib/contracts/policy-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listPolicyHistory } from "#lib/services/policy/policies.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(policyHistoryOperation, (ctx, { query }) => listPolicyHistory(ctx, query)),
});
