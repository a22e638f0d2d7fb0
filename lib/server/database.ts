import { createWatchedDatabase, type Database } from "#db/client.ts";
import { getLogger } from "./logger.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

/** A caller waits no longer for the database than for a model call; a statement here takes milliseconds. */
const statementTimeoutMs = 8000;

/**
 * A silent database has to be noticed while there is time to answer without it. Below a second and a half a busy machine
 * would be taken for one.
 */
const noticeMsFor = (deadlineMs: number) => Math.min(Math.max(deadlineMs / 2, 1_500), 4_250);

/** The process's pool of connections; opened with its first use. */
export function getDatabase(): Database {
  return processSingleton("database", () => {
    const { databaseAddress, deadlineMs } = getSettings();
    const noticeMs = noticeMsFor(deadlineMs);
    const database = createWatchedDatabase(databaseAddress, { statementTimeoutMs, noticeMs });
    database.availability?.onDown(() => getLogger().error("the database does not answer"));
    database.availability?.onUp(() => getLogger().info("the database answers again"));
    return database;
  });
}
