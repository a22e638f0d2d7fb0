import type { Queryable } from "#db/client.ts";
import { announceKeyChange } from "#db/queries/api-keys.ts";
import { changeCallerLimits } from "#db/queries/caller-limits.ts";
import type { CallerLimits, LimitsChange } from "#lib/contracts/limits.ts";
import { type AuditContext, recordAudit } from "#lib/services/audit/audit-trail.ts";

/** Sets the limits of a key or a team in a transaction, with who did it; every replica hears of it. */
export async function setLimits(
  tx: Queryable,
  ctx: AuditContext,
  { kind, id, name }: { kind: "key" | "team"; id: string; name: string },
  change: LimitsChange,
): Promise<CallerLimits> {
  const { before, after } = await changeCallerLimits(tx, { kind, name: id }, change);
  await recordAudit(tx, ctx, {
    action: "limits.changed",
    subject: { type: kind, id, name },
    before: before === null ? null : { ...before },
    after: { ...after },
  });
  await announceKeyChange(tx);
  return after;
}
