import { revokeKeyOperation } from "#lib/contracts/access-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { revokeApiKey } from "#lib/services/access/api-keys.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(revokeKeyOperation, (ctx, { params }) => revokeApiKey(ctx, params.id)),
});
