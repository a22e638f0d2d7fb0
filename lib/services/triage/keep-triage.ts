import type { NewTriage } from "#db/queries/new-triage.ts";
import { storeTriage } from "#db/queries/store-triage.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { isUnavailable } from "#lib/core/errors.ts";
import type { NewJob } from "#lib/jobs/job.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { toTriage } from "./to-triage.ts";

type StoreContext = Pick<ServiceContext, "database" | "jobs" | "admission">;
type KeepContext = StoreContext & Pick<ServiceContext, "journal" | "runtime">;

/** Stores a triage and the jobs that belong to it, both or neither, and ends its claims. */
export async function storeWithJobs(
  { database, jobs: queue, admission }: StoreContext,
  triage: NewTriage,
  jobs: readonly NewJob[],
): Promise<{ occurrences: number; duplicateOf: string | null }> {
  const store = async () => {
    if (jobs.length === 0) return await storeTriage(database, triage);
    return await inTransaction(database, async (tx) => {
      const counted = await storeTriage(tx, triage);
      await queue.add(tx, jobs);
      return counted;
    });
  };
  const counted = await admission.storing.run(triage.triage.incidentKey, store);
  admission.claims.stored(triage.triage.id);
  return counted;
}

/**
 * Keeps a triage for good before it is answered: in the database, or on this machine's disk until the database is
 * back. A card that could not be stored is marked. Throws `unavailable` when it can be kept nowhere.
 */
export async function keepTriage(
  ctx: KeepContext,
  triage: NewTriage,
  jobs: readonly NewJob[],
): Promise<Triage> {
  try {
    return toTriage(triage, await storeWithJobs(ctx, triage, jobs));
  } catch (error) {
    if (ctx.journal === null || !isUnavailable(error)) throw error;
    const marked = withoutDatabase(ctx, triage);
    await ctx.journal.append({ triage: marked, jobs: [...jobs] });
    return journalledTriage(marked);
  }
}

/** How often the incident was seen only the database knows. */
export const journalledTriage = (triage: NewTriage): Triage =>
  toTriage(triage, { occurrences: 1, duplicateOf: null });

function withoutDatabase({ runtime }: KeepContext, given: NewTriage): NewTriage {
  const { triage } = given;
  // Withheld is withheld; a model that is asked later could read nothing either.
  const degradedReason = triage.origin.degradedReason === "redaction" ? "redaction" : "database";
  return {
    ...given,
    triage: { ...triage, origin: { ...triage.origin, degraded: true, degradedReason } },
    trace: [
      ...given.trace,
      {
        kind: "journal",
        decision: "written",
        atMs: runtime.now().getTime() - given.createdAt.getTime(),
        reason: "the database does not answer; the triage is kept on disk until it does",
      },
    ],
    reusableUntil: null,
    shared: false,
  };
}
