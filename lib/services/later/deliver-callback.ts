import { findDelivery, noteTry } from "#db/queries/deliveries.ts";
import { AppError } from "#lib/core/errors.ts";
import type { GuardedOutcome } from "#lib/outbound/guarded-fetch.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { CallbackResult } from "#lib/services/observer.ts";
import { sendMessage } from "./send-message.ts";

/** Until another replica takes the job, or somebody puts the secret back. */
const unreadable: Verdict = {
  kind: "again",
  error: "cannot be written to: its address or the webhook secret was sealed under another AUTH_SECRET",
};

/**
 * Sends a stored message to its receiver, signed. Rejects when it has to be sent again later; given up when the
 * receiver is gone for good, or is nobody the gateway sends to.
 */
export async function deliverCallback(ctx: ServiceContext, deliveryId: string): Promise<"done" | "given_up"> {
  const delivery = await findDelivery(ctx.database, deliveryId);
  if (delivery === null || delivery.deliveredAt !== null) return "done";
  const url = ctx.sealer.open(delivery.sealedUrl);
  const outcome = url === null ? null : await sendMessage(ctx, { ...delivery, url });
  ctx.signal.throwIfAborted();
  const verdict = verdictOf(outcome);
  await noteTry(ctx.database, deliveryId, {
    status: outcome?.kind === "answered" ? outcome.status : null,
    error: verdict.error,
    at: ctx.runtime.now(),
    ended: verdict.kind,
  });
  ctx.observer.callbackTried(verdict.kind);
  ctx.logger.info({ deliveryId, triageId: delivery.triageId, ...verdict }, "callback tried");
  if (verdict.kind === "again") throw new AppError("unavailable", `The receiver ${verdict.error}.`);
  return verdict.kind === "delivered" ? "done" : "given_up";
}

type Verdict =
  | { kind: Extract<CallbackResult, "delivered">; error: null }
  | { kind: Exclude<CallbackResult, "delivered">; error: string };

/** What an outcome means for the message, null: nothing could be sent; 410 is how a receiver says that it wants no more. */
export function verdictOf(outcome: GuardedOutcome | null): Verdict {
  if (outcome === null) return unreadable;
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
