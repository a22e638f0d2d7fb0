import { findStoredTriages } from "#db/queries/later-triages.ts";
import type { NewTriage } from "#db/queries/new-triage.ts";
import { isUniqueViolation } from "#db/queries/run.ts";
import { storeTriage } from "#db/queries/store-triage.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { JournalEntry } from "#lib/journal/journal-line.ts";
import type { ServiceContext } from "#lib/services/context.ts";

type ReplayContext = Pick<ServiceContext, "database" | "jobs" | "journal" | "runtime" | "logger">;

/** Stores what was answered while the database was away. Throws `unavailable` when it goes again. */
export async function replayJournal(ctx: ReplayContext): Promise<void> {
  await ctx.journal?.storeAll((entries) => storeEntries(ctx, entries), ctx.runtime.now());
}

/**
 * Stores entries once, however often they are replayed, and also when the database had stored them just before it
 * went. All or none of those that it does not know.
 */
async function storeEntries(ctx: ReplayContext, entries: readonly JournalEntry[]): Promise<void> {
  const known = await findStoredTriages(
    ctx.database,
    entries.map(({ triage }) => triage.triage.id),
  );
  const fresh = entries.filter(({ triage }) => !known.has(triage.triage.id));
  try {
    await storeFresh(ctx, fresh);
  } catch (error) {
    const [only, ...others] = fresh;
    if (!isUniqueViolation(error) || !only || others.length > 0) throw error;
    // Its idempotency key has another triage by now: both were answered, and both exist.
    await storeFresh(ctx, [{ ...only, triage: { ...only.triage, idempotencyKey: null } }]);
  }
  ctx.logger.info({ stored: fresh.length, known: known.size }, "stored from the journal");
}

async function storeFresh(ctx: ReplayContext, entries: readonly JournalEntry[]): Promise<void> {
  // In the same order everywhere, so that two who store reports of the same incidents do not wait for each other.
  const triages = entries
    .map(({ triage }) => announcedNow(ctx, triage))
    .sort((a, b) => (a.triage.incidentKey < b.triage.incidentKey ? -1 : 1));
  await inTransaction(ctx.database, async (tx) => {
    await Promise.all(triages.map((triage) => storeTriage(tx, triage)));
    await ctx.jobs.add(
      tx,
      entries.flatMap(({ jobs }) => jobs),
    );
  });
}

/** Those who listen hear of it when it is stored, as of everything else. */
function announcedNow({ runtime }: ReplayContext, given: NewTriage): NewTriage {
  return {
    ...given,
    eventId: runtime.newId("evt"),
    trace: [
      ...given.trace,
      {
        kind: "journal",
        decision: "stored",
        atMs: Math.max(0, runtime.now().getTime() - given.createdAt.getTime()),
        reason: "the database is back",
      },
    ],
  };
}
