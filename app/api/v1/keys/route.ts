import { createKeyOperation, listKeysOperation } from "#lib/contracts/access-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { createApiKey, listApiKeys } from "#lib/services/access/api-keys.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listKeysOperation, (ctx, { query }) => listApiKeys(ctx, query)),
  POST: handle(createKeyOperation, (ctx, { body }) =>
    createApiKey(ctx, { ...body, team: body.team ?? null }),
  ),
});
