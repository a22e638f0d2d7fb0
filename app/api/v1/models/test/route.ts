import { testModelOperation } from "#lib/contracts/models.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { testModel } from "#lib/services/models/test-model.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(testModelOperation, (ctx, { body }) => testModel(ctx, body)),
});
