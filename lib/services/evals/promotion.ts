import { insertOverride } from "#db/queries/eval-runs.ts";
import { findEvalSet } from "#db/queries/eval-sets.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { EvalRunDetail, Promotion } from "#lib/contracts/eval-run.ts";
import { AppError } from "#lib/core/errors.ts";
import { gatesVersionOf } from "#lib/evals/gates.ts";
import { asksModels } from "#lib/evals/model-gate.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getEvalRunDetail } from "./eval-runs.ts";
import { whySetIsUnfit } from "./set-gates.ts";

/** Why a run does not speak for what it measured; empty when every gate is green. */
async function failedGatesOf(ctx: Pick<ServiceContext, "database">, run: EvalRunDetail): Promise<string[]> {
  if (run.status !== "done") return [`The run is ${run.status}, not finished.`];
  const set = await findEvalSet(ctx.database, run.set);
  if (!set) return ["The run is over a file of cases, which has no gates."];
  if (set.gates.length === 0) return ["The set has no gates."];
  const isReaderKnown = !asksModels(run) || typeof run.scores?.degradedCards === "number";
  return [
    ...(isReaderKnown ? [] : ["It is not known how many of its cards came from the model."]),
    ...(set.version === run.setVersion ? [] : ["The set has changed since the run."]),
    ...(gatesVersionOf(set.gates) === run.gatesVersion ? [] : ["The gates have changed since the run."]),
    ...(await whySetIsUnfit(ctx, set)),
    ...run.missedGates,
  ];
}

/**
 * May what this run measured go live? Green gates over the present set allow it, and so does an administrator's
 * override. Throws `not_found`.
 */
export async function canPromote(
  ctx: Pick<ServiceContext, "database" | "runtime">,
  runId: string,
): Promise<Promotion> {
  const run = await getEvalRunDetail(ctx, runId);
  const failedGates = await failedGatesOf(ctx, run);
  if (failedGates.length === 0) return { allowed: true, by: "gates", failedGates };
  return run.override
    ? { allowed: true, by: "override", failedGates }
    : { allowed: false, by: null, failedGates };
}

/**
 * Lets what a run measured go live over missed gates; who, when, why and over what is kept for good. Throws `not_found`,
 * and `conflict` when there is nothing to override.
 */
export async function overrideGates(ctx: ServiceContext, runId: string, reason: string): Promise<Promotion> {
  const run = await getEvalRunDetail(ctx, runId);
  if (run.status !== "done") throw new AppError("conflict", `The run is ${run.status}, not finished.`);
  const failedGates = await failedGatesOf(ctx, run);
  if (failedGates.length === 0)
    throw new AppError("conflict", "Every gate is green; nothing needs an override.");
  await inTransaction(ctx.database, async (tx) => {
    const isStored = await insertOverride(tx, {
      runId,
      reason,
      failedGates,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      createdAt: ctx.runtime.now(),
    });
    if (!isStored) throw new AppError("conflict", "The run has an override already.");
    await recordAudit(tx, ctx, {
      action: "eval_run.gates_overridden",
      subject: { type: "eval_run", id: runId, name: run.set },
      before: { promotion: "refused", failedGates },
      after: { promotion: "allowed", failedGates },
      reason,
    });
  });
  ctx.logger.warn(
    { requestId: ctx.requestId, runId, actorId: ctx.actor.id, failedGates },
    "gates overridden",
  );
  return { allowed: true, by: "override", failedGates };
}
