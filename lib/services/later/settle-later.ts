import type { Queryable } from "#db/client.ts";
import { insertDelivery } from "#db/queries/deliveries.ts";
import { type OpenTriage, settleTriage } from "#db/queries/settle-triage.ts";
import { findTriage } from "#db/queries/triages.ts";
import type { EventType } from "#lib/contracts/events.ts";
import type { NewJob } from "#lib/jobs/job.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { Judged } from "#lib/services/triage/judge.ts";
import { dueOf, reusableUntil } from "#lib/services/triage/store-operation.ts";
import { type LaterOperation, laterWorkOf } from "./later-operation.ts";

interface Settlement {
  judged: Judged;
  shared: boolean;
  event: EventType;
  jobs: readonly NewJob[];
}

/** Gives a locked triage its card, with everything that follows from it, in the caller's transaction. */
export async function settleLater(
  ctx: ServiceContext,
  tx: Queryable,
  open: OpenTriage,
  operation: LaterOperation,
  { judged, shared, event, jobs }: Settlement,
): Promise<void> {
  const now = ctx.runtime.now();
  // Read under other versions, the card answers for another incident than the one that was counted.
  const sameIncident = operation.incident.key === open.triage.incidentKey;
  await settleTriage(tx, open, {
    ...laterWorkOf(ctx, operation, judged),
    ...judged.judgement,
    runbooks: judged.runbooks,
    reuse: judged.reuse ?? null,
    reusableUntil: reusableUntil(ctx, judged, now, { shared: shared && sameIncident }),
    shared: shared && sameIncident,
    reviewDue: dueOf(ctx, judged.judgement, now),
    event: { id: ctx.runtime.newId("evt"), type: event },
    now,
  });
  await ctx.jobs.add(tx, [...jobs, ...(await announceCallback(ctx, tx, open, event))]);
}

/**
 * Writes the message for the ticket's `callbackUrl` as the triage is now, in the caller's transaction, and returns the
 * job that sends it; none without a `callbackUrl`.
 */
export async function announceCallback(
  ctx: ServiceContext,
  tx: Queryable,
  { triage, sealedCallbackUrl }: OpenTriage,
  type: EventType,
): Promise<NewJob[]> {
  if (sealedCallbackUrl === null) return [];
  const data = await findTriage(tx, triage.id);
  const now = ctx.runtime.now();
  const deliveryId = ctx.runtime.newId("msg");
  await insertDelivery(tx, {
    id: deliveryId,
    triageId: triage.id,
    type,
    sealedUrl: sealedCallbackUrl,
    body: JSON.stringify({ type, timestamp: now.toISOString(), data }),
    createdAt: now,
  });
  return [{ name: "callback.deliver", data: { deliveryId } }];
}
