import type { Triage } from "#lib/contracts/triage.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { judgeByRules } from "./judge.ts";
import { journalledTriage } from "./keep-triage.ts";
import type { Operation } from "./operation.ts";
import { storeOperation } from "./store-operation.ts";
import { judgeWithheld } from "./withhold.ts";

/**
 * The rules engine's card while the database is away. No model is asked: neither budgets nor equal reports on other
 * replicas can be seen. A model is asked once the database is back.
 */
export async function answerWithoutDatabase(ctx: ServiceContext, operation: Operation): Promise<Triage> {
  const known = await journalledAnswer(ctx, operation);
  if (known) return known;
  const reason = "the database does not answer";
  operation.trace.add({ kind: "degrade", degradedReason: "database", retryAfterMs: null, reason });
  const judged = operation.isWithheld
    ? judgeWithheld(ctx, operation)
    : judgeByRules(ctx, { ...operation, runbooks: [] }, "database");
  return await storeOperation(ctx, operation, judged, { shared: false });
}

/**
 * The triage that answered this idempotency key and is not in the database yet. Throws `idempotency_key_reused` when
 * the key came with another body.
 */
export async function journalledAnswer(
  { journal }: Pick<ServiceContext, "journal">,
  { idempotencyKey }: Operation,
): Promise<Triage | null> {
  const pending = idempotencyKey && journal?.findByKey(idempotencyKey);
  if (!pending) return null;
  const { triage } = pending.entry;
  if (triage.idempotencyKey?.requestHash !== idempotencyKey.requestHash) {
    throw new AppError("idempotency_key_reused", "This Idempotency-Key was used with another body.");
  }
  await pending.written;
  return journalledTriage(triage);
}
