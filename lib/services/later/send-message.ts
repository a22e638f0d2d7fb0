import { type GuardedOutcome, guardedFetch } from "#lib/outbound/guarded-fetch.ts";
import { signMessage } from "#lib/outbound/standard-webhook.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { signingSecrets } from "./webhook-secret.ts";

const timeoutMs = 10_000;
/** Of the receiver's answer nothing but its status counts. */
const maxResponseBytes = 1_024;

/**
 * Posts a message to a callback address, signed as Standard Webhooks say; null when there is nothing to sign it with.
 * Rejects only when the database does.
 */
export async function sendMessage(
  ctx: ServiceContext,
  { id, url, body }: { id: string; url: string; body: string },
): Promise<GuardedOutcome | null> {
  const secrets = await signingSecrets(ctx);
  if (secrets.length === 0) return null;
  const signature = signMessage({ id, timestamp: ctx.runtime.now(), body }, secrets);
  return await guardedFetch(url, {
    body,
    headers: { "content-type": "application/json", ...signature },
    timeoutMs,
    maxResponseBytes,
    allowLoopback: ctx.allowLoopbackCallbacks,
    signal: ctx.signal,
  });
}
