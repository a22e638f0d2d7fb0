import { createDatabase, type Database } from "#db/client.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

/** The process's pool of connections; opened with its first use. */
export function getDatabase(): Database {
  return processSingleton("database", () => createDatabase(getSettings().databaseAddress));
}
