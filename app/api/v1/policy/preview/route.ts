import { previewPolicyOperation } from "#lib/contracts/policy-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { previewPolicy } from "#lib/services/policy/policies.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(previewPolicyOperation, (ctx, { body }) => previewPolicy(ctx, body)),
});
