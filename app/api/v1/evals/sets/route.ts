import { listEvalSetsOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listEvalSets } from "#lib/services/evals/eval-sets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listEvalSetsOperation, async (ctx) => ({ items: await listEvalSets(ctx) })),
});
