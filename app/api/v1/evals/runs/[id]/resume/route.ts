import { resumeEvalRunOperation } from "#lib/contracts/eval-operations.ts";
import { getEvalRunner } from "#lib/server/eval-runner.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { resumeEvalRun } from "#lib/services/evals/eval-runs.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(resumeEvalRunOperation, async (ctx, { params }) => {
    const run = await resumeEvalRun(ctx, params.id);
    getEvalRunner().wake();
    return run;
  }),
});
