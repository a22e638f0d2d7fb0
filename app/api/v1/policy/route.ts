import { changePolicyOperation, getPolicyOperation } from "#lib/contracts/policy-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { changePolicy, getPolicy } from "#lib/services/policy/policies.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getPolicyOperation, (ctx) => getPolicy(ctx)),
  POST: handle(changePolicyOperation, (ctx, { body }) => changePolicy(ctx, body)),
});
