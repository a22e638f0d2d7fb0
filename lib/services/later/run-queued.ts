import { addLaterWork, failTriage, lockTriage } from "#db/queries/settle-triage.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import { isUnavailable } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { runbooksFor } from "#lib/services/knowledge/runbooks-for.ts";
import { type Judged, judgeByRules } from "#lib/services/triage/judge.ts";
import { obtainCard } from "#lib/services/triage/obtain-card.ts";
import { elapsedMsOf } from "#lib/services/triage/operation.ts";
import { askLater } from "./ask-later.ts";
import { type LaterOperation, laterWorkOf, reopenOperation } from "./later-operation.ts";
import { announceCallback, settleLater } from "./settle-later.ts";

/** Makes the card of a queued triage; does nothing when it has one. */
export async function runQueued(ctx: ServiceContext, triageId: string): Promise<"done"> {
  const operation = await reopenOperation(ctx, triageId);
  if (operation?.stored.status !== "queued") return "done";
  try {
    operation.trace.add({
      kind: "queue",
      decision: "taken",
      runAt: null,
      reason: "a replica took the job",
    });
    await obtainCard(ctx, operation, (judged, { shared }) => keepCard(ctx, operation, judged, { shared }));
    return "done";
  } finally {
    await ctx.admission.claims.release(triageId);
  }
}

/**
 * Makes the card of a queued triage whose job failed for good: by the rules engine, whatever the reason was. Only when
 * not even that can be made does the triage fail.
 */
export async function rescueQueued(ctx: ServiceContext, triageId: string): Promise<"done"> {
  const operation = await reopenOperation(ctx, triageId);
  if (operation?.stored.status !== "queued") return "done";
  const reason = "the job failed again and again; the rules engine answers";
  const degradedReason = "provider_error";
  operation.trace.add({ kind: "degrade", degradedReason, retryAfterMs: null, reason });
  try {
    const { runbooks } = await runbooksFor(ctx, operation.request.text);
    const judged = judgeByRules(ctx, { ...operation, runbooks }, degradedReason);
    await keepCard(ctx, operation, judged, { shared: false });
  } catch (error) {
    if (isUnavailable(error)) throw error;
    ctx.logger.error({ err: error, triageId }, "no card can be made");
    await giveUp(ctx, triageId);
  }
  return "done";
}

async function keepCard(
  ctx: ServiceContext,
  operation: LaterOperation,
  judged: Judged,
  { shared }: { shared: boolean },
): Promise<void> {
  await inTransaction(ctx.database, async (tx) => {
    const open = await lockTriage(tx, operation.triageId);
    if (open === null) return;
    if (open.triage.status !== "queued" || ctx.signal.aborted) {
      // Somebody was faster, or this process stops. What was paid for is counted nevertheless.
      await addLaterWork(tx, open, laterWorkOf(ctx, operation, judged));
      return;
    }
    const jobs = askLater(ctx, operation, judged, { ageMs: 0 });
    await settleLater(ctx, tx, open, operation, { judged, shared, event: "triage.completed", jobs });
  });
  // Whoever stops gives the work to another replica instead of ending it with less.
  ctx.signal.throwIfAborted();
  const { origin } = judged.judgement;
  ctx.observer.answered(origin, elapsedMsOf(ctx, operation));
  ctx.logger.info({ triageId: operation.triageId, ...origin }, "queued triage done");
}

async function giveUp(ctx: ServiceContext, triageId: string): Promise<void> {
  await inTransaction(ctx.database, async (tx) => {
    const open = await lockTriage(tx, triageId);
    if (open?.triage.status !== "queued") return;
    await failTriage(tx, open, { id: ctx.runtime.newId("evt"), type: "triage.completed" });
    await ctx.jobs.add(tx, await announceCallback(ctx, tx, open, "triage.completed"));
  });
}
