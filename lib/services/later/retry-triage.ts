import { addLaterWork, lockTriage, type OpenTriage, sendToReview } from "#db/queries/settle-triage.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { JobData } from "#lib/jobs/job.ts";
import { reviewDue } from "#lib/review/clocks.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { Judged } from "#lib/services/triage/judge.ts";
import { obtainCard } from "#lib/services/triage/obtain-card.ts";
import { askLater } from "./ask-later.ts";
import { type LaterOperation, laterWorkOf, reopenOperation } from "./later-operation.ts";
import { settleLater } from "./settle-later.ts";

type Triage = OpenTriage["triage"];

/**
 * A card by the rules engine that is worth less than the policy wanted, and that no human has decided on. What a human
 * decided stays.
 */
const canBeReplaced = ({ status, path, degraded, reviewState }: Triage) =>
  status === "done" && path === "rules" && degraded && (reviewState === "none" || reviewState === "pending");

/**
 * Asks the models again for a degraded card. A better one replaces it, once; the earlier one is kept. Else it is asked
 * again later, until that is given up and the card is a human's.
 */
export async function retryTriage(
  ctx: ServiceContext,
  { triageId, tries }: JobData["triage.retry"],
): Promise<"done" | "given_up"> {
  const operation = await reopenOperation(ctx, triageId);
  if (operation === null || !canBeReplaced(operation.stored)) return "done";
  const reason = `try ${tries} to ask a model for the degraded card`;
  operation.trace.add({ kind: "queue", decision: "taken", runAt: null, reason });
  try {
    return await obtainCard(ctx, operation, (judged, how) => keepResult(ctx, operation, judged, tries, how));
  } finally {
    await ctx.admission.claims.release(triageId);
  }
}

async function keepResult(
  ctx: ServiceContext,
  operation: LaterOperation,
  judged: Judged,
  tries: number,
  { shared }: { shared: boolean },
): Promise<"done" | "given_up"> {
  const isBetter = !judged.judgement.origin.degraded;
  const result = await inTransaction(ctx.database, async (tx) => {
    const open = await lockTriage(tx, operation.triageId);
    if (open === null) return "done";
    if (!canBeReplaced(open.triage) || ctx.signal.aborted) {
      // Somebody was faster, or this process stops. What was paid for is counted nevertheless.
      await addLaterWork(tx, open, laterWorkOf(ctx, operation, judged));
      return "done";
    }
    if (isBetter) {
      const reason = "a better card replaced the degraded one, which is kept";
      operation.trace.add({ kind: "replaced", triageId: null, reason });
      await settleLater(ctx, tx, open, operation, { judged, shared, event: "triage.replaced", jobs: [] });
      ctx.logger.info({ triageId: operation.triageId, tries, ...judged.judgement.origin }, "replaced");
      return "done";
    }
    const jobs = askLater(ctx, operation, judged, { ageMs: operation.ageMs, tries });
    if (jobs.length === 0) {
      const reason = `no model answered in ${tries} tries`;
      operation.trace.add({ kind: "queue", decision: "gave_up", runAt: null, reason });
      const now = ctx.runtime.now();
      const due = reviewDue(open.triage.severity ?? "P3", now, ctx.policy.reviewClocks);
      await sendToReview(tx, open, { reason, now, due });
    }
    await addLaterWork(tx, open, laterWorkOf(ctx, operation, judged));
    await ctx.jobs.add(tx, jobs);
    return jobs.length === 0 ? "given_up" : "done";
  });
  // Whoever stops gives the work to another replica.
  ctx.signal.throwIfAborted();
  return result;
}
