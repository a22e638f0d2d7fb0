import { createDatabase, type Database, type DatabaseAddress } from "#db/client.ts";
import { attachEmbedded } from "#db/embedded/attach.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Settings } from "./env.ts";

type DatabaseSettings = Pick<Settings, "databaseUrl" | "dataDirectory">;

export interface ReachedDatabase {
  address: DatabaseAddress;
  /** Stops the embedded database when nobody else uses it. */
  release(): Promise<void>;
}

/** What the driver says, without the query; never holds a password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "no reason given";
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || ("code" in error ? String(error.code) : error.name);
}

async function migrated(address: DatabaseAddress, name: string): Promise<void> {
  try {
    await migrateDatabase(address);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("unavailable", `${name} cannot be used: ${reasonOf(cause)}`, { cause });
  }
}

/** The configured database or the embedded one, running and with the current schema. */
export async function reachDatabase(
  settings: DatabaseSettings,
  role: "server" | "command",
  onTrouble?: (error: unknown) => void,
): Promise<ReachedDatabase> {
  if (settings.databaseUrl !== null) {
    await migrated(settings.databaseUrl, "The database of DATABASE_URL");
    return { address: settings.databaseUrl, release: async () => {} };
  }
  const embedded = await attachEmbedded({
    dataDirectory: settings.dataDirectory,
    role,
    ...(onTrouble ? { onTrouble } : {}),
  });
  try {
    await migrated(embedded.address, "The embedded database");
  } catch (error) {
    await embedded.release();
    throw error;
  }
  return embedded;
}

/** A database for a command, which works while the server runs and while it does not. */
export async function openDatabase(
  settings: DatabaseSettings,
): Promise<{ database: Database; close(): Promise<void> }> {
  const reached = await reachDatabase(settings, "command");
  const database = createDatabase(reached.address, { connections: 2 });
  return {
    database,
    async close() {
      await database.close();
      await reached.release();
    },
  };
}
