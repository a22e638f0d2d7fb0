import { createHash } from "node:crypto";
import type { StoredIdempotencyKey } from "#db/queries/idempotency-keys.ts";
import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** How long a key stands for its triage. */
const keptMs = 24 * 3_600_000;

export type NewIdempotencyKey = Omit<StoredIdempotencyKey, "triageId">;

/** JSON of a value with the keys of its objects in order, so that equal values are equal texts. */
function orderedJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * A caller's key for this request; keys of other callers are other keys. It is kept as its hash, since callers make
 * keys of anything, and the request as the hash of what is left after redaction: that of a short secret would tell it.
 * The callback's address, which redaction leaves alone, goes into it by a digest that nobody can try secrets against.
 */
export function idempotencyKeyOf(
  { actor, runtime, sealer }: Pick<ServiceContext, "actor" | "runtime" | "sealer">,
  key: string,
  { callbackUrl, ...request }: TriageRequest,
): NewIdempotencyKey {
  const callback = callbackUrl === undefined ? {} : { callbackUrl: sealer.digest(callbackUrl) };
  return {
    actorType: actor.type,
    actorId: actor.id,
    key: hashOf(key),
    requestHash: hashOf(orderedJson({ ...request, ...callback })),
    expiresAt: new Date(runtime.now().getTime() + keptMs),
  };
}
