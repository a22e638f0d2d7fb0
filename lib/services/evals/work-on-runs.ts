import { claimQueuedRun, endRun } from "#db/queries/eval-runs.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { readEvalSet } from "./eval-sets.ts";
import { gatesOfSet, leaseOf, runEval } from "./run-eval.ts";

/** Takes the oldest waiting run and does it; false when none waits. Throws when the run failed, after marking it. */
export async function workOnQueuedRun(ctx: ServiceContext, worker: string): Promise<boolean> {
  const run = await claimQueuedRun(ctx.database, leaseOf(ctx, worker));
  if (!run) return false;
  try {
    const cases = await readEvalSet(ctx, run.evalSet, run.evalSetVersion);
    await runEval(ctx, { run, cases, gates: await gatesOfSet(ctx, run.evalSet), worker });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") {
      await endRun(ctx.database, run.id, worker, { status: "failed", failure: error.message });
    }
    throw error;
  }
  return true;
}
