import {
  askDeliveryAgain,
  findListedDelivery,
  type ListedDelivery,
  listDeliveries as queryDeliveries,
} from "#db/queries/deliveries.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { Delivery, DeliveryQuery, TestResult } from "#lib/contracts/webhooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { shownAddress } from "#lib/outbound/shown-address.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { verdictOf } from "#lib/services/later/deliver-callback.ts";
import { sendMessage } from "#lib/services/later/send-message.ts";

/** A page of messages, newest first; throws `invalid_fields` for a cursor that is not ours. */
export async function listDeliveries(
  ctx: ServiceContext,
  query: DeliveryQuery,
): Promise<{ items: Delivery[]; nextCursor: string | null }> {
  const page = await queryDeliveries(ctx.database, query);
  return { ...page, items: page.items.map((delivery) => shown(ctx, delivery)) };
}

/** Without what would let somebody in at the receiver. */
function shown({ sealer }: ServiceContext, { sealedUrl, ...delivery }: ListedDelivery): Delivery {
  return { ...delivery, url: shownAddress(sealer.open(sealedUrl) ?? "") };
}

/** Sends a message again, at once. Throws `not_found`, and `conflict` for one that has arrived. */
export async function retryDelivery(ctx: ServiceContext, id: string): Promise<Delivery> {
  return await inTransaction(ctx.database, async (tx) => {
    const found = await findListedDelivery(tx, id);
    if (!found) throw new AppError("not_found", `There is no message ${id}.`);
    const before = shown(ctx, found);
    if (!(await askDeliveryAgain(tx, id))) throw new AppError("conflict", "The message has arrived.");
    await ctx.jobs.add(tx, [{ name: "callback.deliver", data: { deliveryId: id } }]);
    await recordAudit(tx, ctx, {
      action: "webhook.message_retried",
      subject: { type: "webhook_message", id, name: before.url },
      before: { state: before.state, tries: before.tries },
      after: { state: "waiting", tries: 0 },
    });
    return { ...before, state: "waiting", tries: 0 };
  });
}

/** Sends a signed message that means nothing and says what became of it. Never rejects because of the receiver. */
export async function sendTestMessage(ctx: ServiceContext, url: string): Promise<TestResult> {
  const id = ctx.runtime.newId("msg");
  const data = { message: "A test message from Triage Gateway." };
  const body = JSON.stringify({ type: "webhook.test", timestamp: ctx.runtime.now().toISOString(), data });
  const startedMs = ctx.runtime.elapsedMs();
  const outcome = await sendMessage(ctx, { id, url, body });
  const { kind, error } = verdictOf(outcome);
  return {
    delivered: kind === "delivered",
    status: outcome?.kind === "answered" ? outcome.status : null,
    problem: error === null ? null : `The receiver ${error}.`,
    ms: Math.round(ctx.runtime.elapsedMs() - startedMs),
  };
}
