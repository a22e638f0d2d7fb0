import { wantsModel } from "#lib/gateway/policy.ts";
import type { FreeSlot } from "#lib/gateway/slots.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { runbooksFor } from "#lib/services/knowledge/runbooks-for.ts";
import { type Judged, judge, judgeByRules } from "./judge.ts";
import { elapsedMsOf, type Operation } from "./operation.ts";

/**
 * Judges when there is room for another operation that asks models, with the runbooks that fit. Waits for it up to
 * half of the deadline, so that a call has the other half; without room the rules engine answers, degraded.
 */
export async function judgeInSlot(ctx: ServiceContext, operation: Operation): Promise<Judged> {
  const { request, trace } = operation;
  const { runbooks, sections } = await ctx.observer.around(
    "retrieval",
    () => runbooksFor(ctx, request.text),
    (found) => ({ runbooks: found.runbooks.length }),
  );
  trace.add({ kind: "runbooks", found: runbooks.length, reason: "the shelf was searched for the text" });
  ctx.observer.known({ stage: "runbooks", titles: runbooks.map(({ title }) => title) });
  const reading = { ...operation, runbooks };
  const prompt = renderTriagePrompt(request, sections, operation.promptInUse);
  if (!wantsModel(ctx.policy)) return await judge(ctx, { ...reading, prompt });
  const free = await takeSlot(ctx, operation);
  if (free === null) return judgeByRules(ctx, reading, "overloaded");
  try {
    return await judge(ctx, { ...reading, prompt });
  } finally {
    free();
  }
}

async function takeSlot(ctx: ServiceContext, operation: Operation): Promise<FreeSlot | null> {
  const askedMs = elapsedMsOf(ctx, operation);
  const hadToWait = !ctx.admission.slots.isFree();
  const patience = AbortSignal.timeout(Math.max(0, Math.floor(ctx.policy.deadlineMs / 2 - askedMs)));
  const free = await ctx.admission.slots.take(AbortSignal.any([ctx.signal, patience]));
  const waitedMs = elapsedMsOf(ctx, operation) - askedMs;
  if (free === null) {
    const reason = "too many operations ask models already";
    operation.trace.add({ kind: "admission", decision: "refused", waitedMs, reason });
    operation.trace.add({ kind: "degrade", degradedReason: "overloaded", retryAfterMs: null, reason });
  } else {
    operation.trace.add({
      kind: "admission",
      decision: hadToWait ? "queued" : "admitted",
      waitedMs,
      reason: hadToWait ? "waited for an operation before it to end" : "there was room at once",
    });
  }
  return free;
}
