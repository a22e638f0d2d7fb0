import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { createClient, createDatabase, type DatabaseAddress } from "./client.ts";
import { installJobQueues } from "./job-queues.ts";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Any fixed number; the same in every release, since replicas of two releases may start at once. */
const migrationLock = 7_041_906_231;

/**
 * Brings the schema up to date. Replicas that start at the same moment take turns, so that each sees it complete.
 * Uses a connection of its own: the lock belongs to the session and goes with it, whatever happens.
 */
export async function migrateDatabase(address: DatabaseAddress): Promise<void> {
  const client = createClient(address, { connections: 1, applicationName: "triage-gateway migrate" });
  const database = createDatabase(address, { connections: 1, applicationName: "triage-gateway migrate" });
  try {
    await client`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(client), { migrationsFolder });
    await installJobQueues(database);
  } finally {
    await database.close();
    await client.end({ timeout: 5 });
  }
}
