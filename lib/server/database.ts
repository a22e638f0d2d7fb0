import { createWatchedDatabase, type Database } from "#db/client.ts";
import { getLogger } from "./logger.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

/** A caller waits no longer for the database than for a model call; a statement here takes milliseconds. */
const statementTimeoutMs = 8000;

/** The process's pool of connections; opened with its first use. */
export function getDatabase(): Database {
  return processSingleton("database", () => {
    const database = createWatchedDatabase(getSettings().databaseAddress, { statementTimeoutMs });
    database.availability?.onDown(() => getLogger().error("the database does not answer"));
    database.availability?.onUp(() => getLogger().info("the database answers again"));
    return database;
  });
}
