import { findDelivery, noteTry } from "#db/queries/deliveries.ts";
import { AppError } from "#lib/core/errors.ts";
import { type GuardedOutcome, guardedFetch } from "#lib/outbound/guarded-fetch.ts";
import { signMessage } from "#lib/outbound/standard-webhook.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { CallbackResult } from "#lib/services/observer.ts";
import { webhookSecret } from "./webhook-secret.ts";

const timeoutMs = 10_000;
/** Of the receiver's answer nothing but its status counts. */
const maxResponseBytes = 1_024;

/**
 * Sends a stored message to its receiver, signed. Rejects when it has to be sent again later; given up when the
 * receiver is gone for good, or is nobody the gateway sends to.
 */
export async function deliverCallback(ctx: ServiceContext, deliveryId: string): Promise<"done" | "given_up"> {
  const delivery = await findDelivery(ctx.database, deliveryId);
  if (delivery === null || delivery.deliveredAt !== null) return "done";
  const { body } = delivery;
  const now = ctx.runtime.now();
  const signature = signMessage({ id: deliveryId, timestamp: now, body }, [await webhookSecret(ctx)]);
  const outcome = await guardedFetch(delivery.url, {
    body,
    headers: { "content-type": "application/json", ...signature },
    timeoutMs,
    maxResponseBytes,
    allowLoopback: ctx.allowLoopbackCallbacks,
    signal: ctx.signal,
  });
  ctx.signal.throwIfAborted();
  const verdict = verdictOf(outcome);
  await noteTry(ctx.database, deliveryId, {
    status: outcome.kind === "answered" ? outcome.status : null,
    error: verdict.error,
    deliveredAt: verdict.kind === "delivered" ? ctx.runtime.now() : null,
  });
  ctx.observer.callbackTried(verdict.kind);
  ctx.logger.info({ deliveryId, triageId: delivery.triageId, ...verdict }, "callback tried");
  if (verdict.kind === "again") throw new AppError("unavailable", `The receiver ${verdict.error}.`);
  return verdict.kind === "delivered" ? "done" : "given_up";
}

type Verdict =
  | { kind: Extract<CallbackResult, "delivered">; error: null }
  | { kind: Exclude<CallbackResult, "delivered">; error: string };

/** 410 is how a receiver says that it wants no more. */
function verdictOf(outcome: GuardedOutcome): Verdict {
  switch (outcome.kind) {
    case "answered": {
      const { status } = outcome;
      if (status >= 200 && status < 300) return { kind: "delivered", error: null };
      return { kind: status === 410 ? "never" : "again", error: `answered ${status}` };
    }
    case "refused":
      return { kind: "never", error: `may not be sent to: ${outcome.reason}` };
    case "unreachable":
      return { kind: "again", error: `cannot be reached: ${outcome.code}` };
    case "timed_out":
      return { kind: "again", error: "did not answer in time" };
    case "aborted":
      return { kind: "again", error: "was not waited for" };
  }
}
