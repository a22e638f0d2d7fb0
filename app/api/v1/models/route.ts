import { listModelsOperation } from "#lib/contracts/models.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listModels } from "#lib/services/models/list-models.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listModelsOperation, (ctx) => listModels(ctx)),
});
