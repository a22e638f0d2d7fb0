import type { Triage } from "#lib/contracts/triage.ts";
import { policyVersionOf, wantsModel } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { rulesVersionOf } from "#lib/triage/rules/rules-version.ts";
import { storeWithJobs } from "./keep-triage.ts";
import type { Operation } from "./operation.ts";
import { newTriageOf } from "./store-operation.ts";
import { toTriage } from "./to-triage.ts";
import { usageOf } from "./usage.ts";

/** Stores the ticket with a triage that has no card yet, and the job that makes it. The origin says what is planned. */
export async function storeQueued(ctx: ServiceContext, operation: Operation): Promise<Triage> {
  const { triageId } = operation;
  operation.trace.add({
    kind: "queue",
    decision: "queued",
    runAt: operation.startedAt.toISOString(),
    reason: "the caller asked for an answer later",
  });
  const queued = newTriageOf(ctx, operation, {
    status: "queued",
    card: null,
    facts: null,
    stepScores: null,
    reuse: null,
    calibration: null,
    origin: {
      path: wantsModel(ctx.policy) ? "model" : "rules",
      degraded: false,
      degradedReason: null,
      tier: null,
      model: null,
      promptVersion: null,
      policyVersion: policyVersionOf(ctx.policy, rulesVersionOf(operation.own)),
      simulated: false,
    },
    review: { state: "none", reasons: [] },
    usage: usageOf([]),
    timing: { totalMs: 0, modelMs: 0 },
  });
  const counted = await storeWithJobs(ctx, { ...queued, eventId: null }, [
    { name: "triage.run", data: { triageId, requestId: ctx.requestId } },
  ]);
  return toTriage(queued, counted);
}
