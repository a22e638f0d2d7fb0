import { findTrace } from "#db/queries/traces.ts";
import { findTriage } from "#db/queries/triages.ts";
import type { Trace } from "#lib/contracts/trace.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { journalledTriage } from "./keep-triage.ts";

/** The triage as it is now, also while it waits for the database; throws `not_found`. */
export async function getTriage(
  ctx: Pick<ServiceContext, "database" | "journal">,
  id: string,
): Promise<Triage> {
  const pending = ctx.journal?.find(id);
  if (pending) return journalledTriage(pending.entry.triage);
  const triage = await findTriage(ctx.database, id);
  if (!triage) throw new AppError("not_found", `There is no triage ${id}.`);
  return triage;
}

/** Every call and every decision of a triage; throws `not_found`. */
export async function getTrace(ctx: ServiceContext, id: string): Promise<Trace> {
  const trace = await findTrace(ctx.database, id);
  if (!trace) throw new AppError("not_found", `There is no triage ${id}.`);
  return trace;
}
