import { rollBackPolicyOperation } from "#lib/contracts/policy-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { rollBackPolicy } from "#lib/services/policy/policies.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(rollBackPolicyOperation, (ctx, { body }) => rollBackPolicy(ctx, body)),
});
