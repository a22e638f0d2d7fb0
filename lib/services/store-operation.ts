import type { NewTriage } from "#db/queries/new-triage.ts";
import { storeTriage } from "#db/queries/store-triage.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";
import { titleOf } from "#lib/triage/title.ts";
import type { ServiceContext } from "./context.ts";
import type { Judged } from "./judge.ts";
import { elapsedMsOf, type Operation } from "./operation.ts";
import { toStoredAttempt } from "./stored-attempt.ts";
import { toTriage } from "./to-triage.ts";
import { usageOf } from "./usage.ts";

/**
 * Stores what came of an operation, once and whole, which also ends its claims. `shared`: it made the card itself, so
 * that who waits may take it and, unless it is degraded, the cache may keep it.
 */
export async function storeOperation(
  ctx: ServiceContext,
  operation: Operation,
  { judgement, attempts }: Pick<Judged, "judgement" | "attempts">,
  { shared }: { shared: boolean },
): Promise<Triage> {
  const { triageId, incident, startedAt, idempotencyKey } = operation;
  const reusable = shared && !judgement.origin.degraded;
  const stored: NewTriage = {
    ticket: ticketOf(ctx, operation),
    triage: {
      id: triageId,
      status: "done",
      fingerprint: incident.fingerprint,
      incidentKey: incident.key,
      ...judgement,
      usage: usageOf(attempts),
      timing: { totalMs: elapsedMsOf(ctx, operation), modelMs: modelMsOf(attempts) },
    },
    attempts: attempts.map(toStoredAttempt),
    trace: operation.trace.events(),
    reusableUntil: reusable ? new Date(startedAt.getTime() + ctx.policy.cacheTtlSeconds * 1000) : null,
    shared,
    idempotencyKey,
    eventId: ctx.runtime.newId("evt"),
    createdAt: startedAt,
  };
  const counted = await ctx.admission.storing.run(incident.key, () => storeTriage(ctx.database, stored));
  ctx.admission.claims.stored(triageId);
  return toTriage(stored, counted);
}

const modelMsOf = (attempts: readonly Attempt[]) =>
  attempts.reduce((sum, attempt) => sum + attempt.outcome.ms, 0);

function ticketOf({ runtime, actor }: ServiceContext, { request, removed }: Operation): NewTriage["ticket"] {
  return {
    id: runtime.newId("tkt"),
    text: request.text,
    title: titleOf(request.text),
    source: request.source ?? null,
    service: request.service ?? null,
    environment: request.environment ?? null,
    externalId: request.externalId ?? null,
    metadata: request.metadata ?? null,
    removed,
    callbackUrl: request.callbackUrl ?? null,
    actor: { type: actor.type, id: actor.id, team: actor.type === "api_key" ? actor.team : null },
  };
}
