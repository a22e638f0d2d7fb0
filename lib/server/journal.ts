import path from "node:path";
import { systemRuntime } from "#lib/core/runtime.ts";
import { Journal } from "#lib/journal/journal.ts";
import { replayJournal } from "#lib/services/triage/replay-journal.ts";
import { getDatabase } from "./database.ts";
import { getJobQueue } from "./job-queue.ts";
import { getLogger } from "./logger.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

/** How often what waits is looked after: its files are marked as alive, and stored when the database is back. */
const lookAfterMs = 5_000;

/** Where this process keeps what it answered while the database was away. */
export function getJournal(): Journal {
  return processSingleton("journal", () => {
    const { dataDirectory } = getSettings();
    return new Journal(path.join(path.resolve(dataDirectory), "journal"), getLogger());
  });
}

/** Stores what waits; a failure is logged, and the next time comes. */
export async function storeJournal(): Promise<void> {
  const [database, logger, journal] = [getDatabase(), getLogger(), getJournal()];
  await journal.touch(systemRuntime.now());
  if (database.availability?.isUp() === false) return;
  await replayJournal({ database, logger, journal, jobs: getJobQueue(), runtime: systemRuntime }).catch(
    (error: unknown) => logger.warn({ err: error }, "the journal could not be stored yet"),
  );
}

/** Keeps storing what waits, at once when the database comes back. Returns how to stop. */
export function watchJournal(): () => void {
  const store = () => void storeJournal();
  getDatabase().availability?.onUp(store);
  const timer = setInterval(store, lookAfterMs);
  timer.unref();
  store();
  return () => clearInterval(timer);
}
