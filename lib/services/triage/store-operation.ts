import { insertAttempts } from "#db/queries/ledger.ts";
import type { NewTriage, StoredAttempt } from "#db/queries/new-triage.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";
import { routingSavedNanoUsd } from "#lib/gateway/routing-savings.ts";
import { type ReviewDue, reviewDue } from "#lib/review/clocks.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { askLater } from "#lib/services/later/ask-later.ts";
import { titleOf } from "#lib/triage/title.ts";
import type { Judged } from "./judge.ts";
import { keepTriage } from "./keep-triage.ts";
import { elapsedMsOf, type Operation } from "./operation.ts";
import { toStoredAttempt } from "./stored-attempt.ts";
import { usageOf } from "./usage.ts";

/**
 * Stores what came of an operation, once and whole, which also ends its claims. `shared`: it made the card itself, so
 * that who waits may take it and, unless it is degraded, the cache may keep it. For a degraded card a model is asked
 * again later.
 */
export async function storeOperation(
  ctx: ServiceContext,
  operation: Operation,
  judged: Judged,
  { shared }: { shared: boolean },
): Promise<Triage> {
  const { startedAt } = operation;
  const { judgement, attempts, savedNanoUsd } = judged;
  const paid = ledgerOf(operation, judged);
  const jobs = askLater(ctx, operation, judged);
  const stored = newTriageOf(ctx, operation, {
    status: "done",
    ...judgement,
    reuse: judged.reuse ?? null,
    usage: usageOf(attempts, { saved: savedNanoUsd, routingSaved: routingSavedOf(ctx, paid) }),
    timing: { totalMs: elapsedMsOf(ctx, operation), modelMs: modelMsOf(attempts) },
  });
  const triage = {
    ...stored,
    attempts: paid,
    runbooks: judged.runbooks,
    reusableUntil: reusableUntil(ctx, judged, startedAt, { shared }),
    shared,
  };
  try {
    return await keepTriage(ctx, triage, jobs);
  } catch (error) {
    await keepPaid(ctx, paid);
    throw error;
  }
}

/** The calls of an operation as rows of the ledger. */
export function ledgerOf({ charge }: Operation, { judgement, attempts }: Judged): StoredAttempt[] {
  const { policyVersion } = judgement.origin;
  return attempts.map((attempt) => toStoredAttempt(attempt, charge, policyVersion));
}

/** What asking cheap models first is estimated to have saved against asking the first strong one. */
export function routingSavedOf(
  { policy, prices, runtime }: Pick<ServiceContext, "policy" | "prices" | "runtime">,
  paid: readonly StoredAttempt[],
): bigint | null {
  const [strong] = policy.models.strong;
  return routingSavedNanoUsd(paid, strong === undefined ? null : prices.priceOf(strong, runtime.now()));
}

/** Calls were paid for, though the triage they were made for could not be stored. */
async function keepPaid({ database, logger }: ServiceContext, paid: readonly StoredAttempt[]): Promise<void> {
  try {
    await insertAttempts(database, paid, {});
  } catch (error) {
    logger.error({ err: error, attempts: paid.map(({ id }) => id) }, "calls are missing from the ledger");
  }
}

/** Until when a card may answer the same incident again; null for one that is another's, or degraded. */
export function reusableUntil(
  { policy }: Pick<ServiceContext, "policy">,
  { judgement }: Pick<Judged, "judgement">,
  madeAt: Date,
  { shared }: { shared: boolean },
): Date | null {
  if (!shared || judgement.origin.degraded) return null;
  return new Date(madeAt.getTime() + policy.cacheTtlSeconds * 1000);
}

export const modelMsOf = (attempts: readonly Attempt[]) =>
  attempts.reduce((sum, attempt) => sum + attempt.outcome.ms, 0);

/** What is stored of an operation, whatever came of it: neither attempts nor runbooks, nor a card for others. */
export function newTriageOf(
  ctx: ServiceContext,
  operation: Operation,
  result: Omit<NewTriage["triage"], "id" | "fingerprint" | "incidentKey">,
): NewTriage {
  const { triageId, incident, startedAt, idempotencyKey, trace } = operation;
  return {
    ticket: ticketOf(ctx, operation),
    triage: { id: triageId, fingerprint: incident.fingerprint, incidentKey: incident.key, ...result },
    attempts: [],
    trace: trace.events(),
    runbooks: [],
    reusableUntil: null,
    shared: false,
    reviewDue: dueOf(ctx, result, startedAt),
    idempotencyKey,
    eventId: ctx.runtime.newId("evt"),
    createdAt: startedAt,
  };
}

function ticketOf(
  { runtime, actor, sealer, requestId }: ServiceContext,
  { request, removed }: Operation,
): NewTriage["ticket"] {
  return {
    id: runtime.newId("tkt"),
    text: request.text,
    title: titleOf(request.text),
    source: request.source ?? null,
    service: request.service ?? null,
    environment: request.environment ?? null,
    externalId: request.externalId ?? null,
    metadata: request.metadata ?? null,
    requestId,
    removed,
    sealedCallbackUrl: request.callbackUrl === undefined ? null : sealer.seal(request.callbackUrl),
    actor: { type: actor.type, id: actor.id, team: actor.type === "api_key" ? actor.team : null },
  };
}

/** When a human has to look at a card; null when none is asked. */
export function dueOf(
  { policy }: Pick<ServiceContext, "policy">,
  { card, review }: Pick<NewTriage["triage"], "card" | "review">,
  queuedAt: Date,
): ReviewDue | null {
  return card && review.state === "pending" ? reviewDue(card.severity, queuedAt, policy.reviewClocks) : null;
}
