import { triageExists } from "#db/queries/later-triages.ts";
import type { NewTriage } from "#db/queries/new-triage.ts";
import { isUniqueViolation } from "#db/queries/run.ts";
import type { JournalEntry } from "#lib/journal/journal-line.ts";
import type { ServiceContext } from "./context.ts";
import { storeWithJobs } from "./keep-triage.ts";

type ReplayContext = Pick<ServiceContext, "database" | "jobs" | "journal" | "runtime" | "logger">;

/** Stores what was answered while the database was away. Ends quietly when the database goes again. */
export async function replayJournal(ctx: ReplayContext): Promise<void> {
  await ctx.journal?.storeAll((entry) => storeJournalled(ctx, entry), ctx.runtime.now());
}

/**
 * Stores an entry once, however often it is replayed, and also when the database had stored it just before it went.
 * When its idempotency key has another triage by now, both were answered, and both exist.
 */
async function storeJournalled(ctx: ReplayContext, { triage: given, jobs }: JournalEntry): Promise<void> {
  const { id } = given.triage;
  if (await triageExists(ctx.database, id)) return;
  const triage = announcedNow(ctx, given);
  try {
    await storeWithJobs(ctx, triage, jobs);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    if (await triageExists(ctx.database, id)) return;
    await storeWithJobs(ctx, { ...triage, idempotencyKey: null }, jobs);
  }
  ctx.logger.info({ triageId: id }, "stored from the journal");
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
