import { createHash } from "node:crypto";
import { findIdempotencyKey, type IdempotencyScope } from "#db/queries/idempotency-keys.ts";
import { isUniqueViolation } from "#db/queries/run.ts";
import { findTriage } from "#db/queries/triages.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { NewIdempotencyKey } from "./idempotency-key.ts";
import { elapsedMsOf, type Operation } from "./operation.ts";

/**
 * Does the work of a request once, however often it is sent with its idempotency key: over all replicas, and when a process dies
 * in the middle. Who repeats it gets the triage as it is now. Throws `idempotency_key_reused` when the key came with
 * another body, and `idempotency_key_in_flight` when the first request did not end within the deadline.
 */
export async function answerOnce(
  ctx: ServiceContext,
  operation: Operation,
  work: () => Promise<Triage>,
): Promise<Triage> {
  const { triageId, trace, idempotencyKey: key } = operation;
  if (key === null) return await work();
  while (elapsedMsOf(ctx, operation) < ctx.policy.deadlineMs) {
    const known = await replayOf(ctx, key);
    if (known) return known;
    const holder = await ctx.admission.claims.take(claimOf(key), triageId);
    if (holder === triageId) {
      trace.add({
        kind: "idempotency",
        decision: "claimed",
        waitedMs: elapsedMsOf(ctx, operation),
        reason: "the first request with this key, or the first ended without a triage",
      });
      // Who held it before may have ended between the two questions.
      return (await replayOf(ctx, key)) ?? (await workOnce(ctx, key, work));
    }
    await ctx.admission.claims.ended(holder, ctx.policy.deadlineMs - elapsedMsOf(ctx, operation));
  }
  throw new AppError("idempotency_key_in_flight", "The first request with this Idempotency-Key goes on.", {
    headers: { "retry-after": "1" },
  });
}

/** Two may work at once when one stood still for so long that its claim ran out; what is stored first counts. */
async function workOnce(
  ctx: ServiceContext,
  key: NewIdempotencyKey,
  work: () => Promise<Triage>,
): Promise<Triage> {
  try {
    return await work();
  } catch (error) {
    const known = isUniqueViolation(error) ? await replayOf(ctx, key) : null;
    if (known) return known;
    throw error;
  }
}

const claimOf = ({ actorType, actorId, key }: IdempotencyScope) =>
  `idempotency ${createHash("sha256")
    .update(JSON.stringify([actorType, actorId, key]))
    .digest("hex")}`;

async function replayOf(ctx: ServiceContext, key: NewIdempotencyKey): Promise<Triage | null> {
  const stored = await findIdempotencyKey(ctx.database, key, ctx.runtime.now());
  if (!stored) return null;
  if (stored.requestHash !== key.requestHash) {
    throw new AppError("idempotency_key_reused", "This Idempotency-Key was used with another body.");
  }
  return await findTriage(ctx.database, stored.triageId);
}
