import { AppError } from "#lib/core/errors.ts";
import { destinationOf, type Refusal } from "#lib/outbound/destination.ts";
import type { ServiceContext } from "#lib/services/context.ts";

const messages: Record<Refusal, string> = {
  not_a_url: "is not an address",
  not_https: "must be https",
  credentials: "must not hold a user name or a password",
  internal_address: "must be a public address",
};

/** Throws `invalid_fields` for a callback that would never be delivered, so that the caller hears of it at once. */
export function checkCallbackUrl(
  ctx: Pick<ServiceContext, "allowLoopbackCallbacks">,
  callbackUrl: string | undefined,
): void {
  if (callbackUrl === undefined) return;
  const destination = destinationOf(callbackUrl, { allowLoopback: ctx.allowLoopbackCallbacks });
  if (!("refusal" in destination)) return;
  throw new AppError("invalid_fields", "Some fields are not valid: callbackUrl.", {
    errors: [{ path: "callbackUrl", message: messages[destination.refusal] }],
  });
}
