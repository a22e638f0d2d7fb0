import { askAgainInMs, isWorthAskingLater } from "#lib/gateway/ask-later.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import type { NewJob } from "#lib/jobs/job.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { Judged } from "#lib/services/triage/judge.ts";
import type { Operation } from "#lib/services/triage/operation.ts";

type AskLaterContext = Pick<ServiceContext, "policy" | "runtime">;

/** The job that asks the models again for a degraded card, if that can help; the trace learns of it. */
export function askLater(
  ctx: AskLaterContext,
  operation: Operation,
  judged: Judged,
  { ageMs = 0, tries = 0 }: { ageMs?: number; tries?: number } = {},
): NewJob[] {
  const { path, degradedReason } = judged.judgement.origin;
  if (path !== "rules" || !wantsModel(ctx.policy) || !isWorthAskingLater(degradedReason)) return [];
  const delayMs = askAgainInMs({
    ageMs,
    called: judged.attempts.length > 0,
    retryAfterMs: judged.retryAfterMs,
    overBudget: degradedReason === "budget",
    random: ctx.runtime.random(),
  });
  if (delayMs === null) return [];
  operation.trace.add({
    kind: "queue",
    decision: "queued",
    runAt: new Date(ctx.runtime.now().getTime() + delayMs).toISOString(),
    reason: "a model is asked again then",
  });
  const data = { triageId: operation.triageId, tries: tries + 1 };
  return [{ name: "triage.retry", data, delayMs }];
}
