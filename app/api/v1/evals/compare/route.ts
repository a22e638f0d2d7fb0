import { compareEvalRunsOperation } from "#lib/contracts/eval-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { compareEvalRuns } from "#lib/services/evals/eval-runs.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(compareEvalRunsOperation, (ctx, { query }) => compareEvalRuns(ctx, query)),
});
