import { setPasswordOperation } from "#lib/contracts/access-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { setPassword } from "#lib/services/access/password-links.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(setPasswordOperation, (ctx, { body }) => setPassword(ctx, body)),
});
