import { listEvalRunsOperation, startEvalRunOperation } from "#lib/contracts/eval-operations.ts";
import { getEvalRunner } from "#lib/server/eval-runner.ts";
import { handle } from "#lib/server/handle.ts";
import { productCommit } from "#lib/server/product-commit.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listEvalRuns, startEvalRun } from "#lib/services/evals/eval-runs.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listEvalRunsOperation, (ctx, { query }) => listEvalRuns(ctx, query)),
  POST: handle(startEvalRunOperation, async (ctx, { body }) => {
    const run = await startEvalRun(ctx, { ...body, commit: productCommit(process.cwd()) });
    getEvalRunner().wake();
    return run;
  }),
});
