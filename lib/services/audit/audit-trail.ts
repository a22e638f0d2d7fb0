import type { Queryable } from "#db/client.ts";
import { insertAuditEntry, listAuditEntries } from "#db/queries/audit-entries.ts";
import type { AuditAction, AuditPage, AuditQuery, AuditState } from "#lib/contracts/audit.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** Who changes something, and when. */
export type AuditContext = Pick<ServiceContext, "actor"> & {
  runtime: Pick<ServiceContext["runtime"], "now" | "newId">;
};

interface AuditedChange {
  action: AuditAction;
  subject: { type: string; id: string; name: string };
  /** The state before, null for what comes into being; the fields that matter, never a secret or its hash. */
  before: AuditState | null;
  /** The state after, null for what is gone. */
  after: AuditState | null;
  /** Why, in the words of whoever did it. */
  reason?: string;
}

/**
 * Notes a change in the audit trail, within the transaction that makes it: neither is ever there without the other.
 */
export async function recordAudit(
  transaction: Queryable,
  { actor, runtime }: AuditContext,
  { reason, ...change }: AuditedChange,
): Promise<void> {
  const { type, id, name } = actor;
  await insertAuditEntry(transaction, {
    ...change,
    id: runtime.newId("aud"),
    at: runtime.now(),
    actor: { type, id, name },
    reason: reason ?? null,
  });
}

/** A page of the trail, newest first; throws `invalid_fields` for a cursor that is not ours. */
export async function listAudit(
  ctx: Pick<ServiceContext, "database">,
  query: AuditQuery,
): Promise<AuditPage> {
  return await listAuditEntries(ctx.database, query);
}
