import { createPasswordLinkOperation } from "#lib/contracts/access-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { createPasswordLink } from "#lib/services/access/users.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(createPasswordLinkOperation, (ctx, { params }) => createPasswordLink(ctx, params.id)),
});
