import type { Triage, TriageRequest } from "#lib/contracts/triage.ts";
import type { ModelPrompt } from "#lib/gateway/model-port.ts";
import type { Policy } from "#lib/gateway/policy.ts";
import { recordTrace, type TraceRecorder } from "#lib/gateway/trace.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "./context.ts";
import { idempotencyKeyOf, type NewIdempotencyKey } from "./idempotency-key.ts";
import { type Incident, incidentOf } from "./incident.ts";

/** One request on its way to a stored triage: what is known of it before anybody read it. */
export interface Operation {
  /** Of the triage that will be stored; claims are held in its name. */
  triageId: Triage["id"];
  request: TriageRequest;
  prompt: ModelPrompt;
  incident: Incident;
  startedAt: Date;
  /** The caller's, for this request; null without one. */
  idempotencyKey: NewIdempotencyKey | null;
  /** Knows when the operation began on the monotonic clock. */
  trace: TraceRecorder;
}

export function beginOperation(
  ctx: ServiceContext,
  request: TriageRequest,
  { idempotencyKey }: { idempotencyKey: string | null },
): Operation {
  const trace = recordTrace(ctx.runtime);
  const startedAt = ctx.runtime.now();
  const prompt = renderTriagePrompt(request);
  const incident = incidentOf(ctx.policy, request, prompt.version);
  return {
    triageId: ctx.runtime.newId("tri"),
    request,
    prompt,
    incident,
    startedAt,
    idempotencyKey: idempotencyKey === null ? null : idempotencyKeyOf(ctx, idempotencyKey, request),
    trace,
  };
}

export const elapsedMsOf = (ctx: Pick<ServiceContext, "runtime">, { trace }: Operation) =>
  ctx.runtime.elapsedMs() - trace.startedMs;

/** Time kept free before the deadline to answer by rules and to store that: 1/20 of it, at most half a second. */
const answerReserveMs = ({ deadlineMs }: Policy) => Math.min(500, deadlineMs / 20);

/** How long the operation may still wait for something and yet answer in time; not above 0 when it may not. */
export const patienceMsOf = (ctx: Pick<ServiceContext, "runtime" | "policy">, operation: Operation) =>
  ctx.policy.deadlineMs - answerReserveMs(ctx.policy) - elapsedMsOf(ctx, operation);
