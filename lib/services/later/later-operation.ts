import { findLaterTriage, type LaterTriage } from "#db/queries/later-triages.ts";
import type { LaterWork } from "#db/queries/settle-triage.ts";
import { metadataSchema } from "#lib/contracts/text.ts";
import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { Judged } from "#lib/services/triage/judge.ts";
import { beginOperation, elapsedMsOf, type Operation } from "#lib/services/triage/operation.ts";
import { ledgerOf, modelMsOf, routingSavedOf } from "#lib/services/triage/store-operation.ts";
import { usageOf } from "#lib/services/triage/usage.ts";

/** Work on a triage that is stored already. It has a deadline of its own, from now on. */
export interface LaterOperation extends Operation {
  /** Time since the triage was made when this work on it began. */
  ageMs: number;
  stored: LaterTriage["triage"];
}

function requestOf({ ticket, text, metadata }: LaterTriage): TriageRequest {
  const known = metadataSchema.safeParse(metadata);
  return {
    text,
    ...(ticket.source === null ? {} : { source: ticket.source }),
    ...(ticket.service === null ? {} : { service: ticket.service }),
    ...(ticket.environment === null ? {} : { environment: ticket.environment }),
    ...(ticket.externalId === null ? {} : { externalId: ticket.externalId }),
    ...(known.success ? { metadata: known.data } : {}),
  };
}

/** Takes a stored triage up again; null when it is gone. */
export async function reopenOperation(ctx: ServiceContext, triageId: string): Promise<LaterOperation | null> {
  const found = await findLaterTriage(ctx.database, triageId);
  if (!found) return null;
  const { actorType, actorId, team } = found.ticket;
  const payer = { apiKeyId: actorType === "api_key" ? actorId : null, team };
  const operation = await beginOperation(ctx, requestOf(found), { idempotencyKey: null, payer });
  const ageMs = Math.max(0, operation.startedAt.getTime() - found.triage.createdAt.getTime());
  return { ...operation, triageId, ageMs, stored: found.triage };
}

/** What the work added to the triage, with its decisions on the triage's own clock. */
export function laterWorkOf(ctx: ServiceContext, operation: LaterOperation, judged: Judged): LaterWork {
  const { attempts, savedNanoUsd } = judged;
  const paid = ledgerOf(operation, judged);
  return {
    attempts: paid,
    usage: usageOf(attempts, { saved: savedNanoUsd, routingSaved: routingSavedOf(ctx, paid) }),
    timing: { totalMs: elapsedMsOf(ctx, operation), modelMs: modelMsOf(attempts) },
    trace: operation.trace.events().map((event) => ({ ...event, atMs: event.atMs + operation.ageMs })),
  };
}
