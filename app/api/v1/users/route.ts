import { inviteUserOperation, listUsersOperation } from "#lib/contracts/access-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { inviteUser, listUsers } from "#lib/services/access/users.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listUsersOperation, (ctx, { query }) => listUsers(ctx, query)),
  POST: handle(inviteUserOperation, (ctx, { body }) => inviteUser(ctx, body)),
});
