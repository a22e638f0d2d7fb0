import { createClient, type DatabaseAddress } from "./client.ts";
import { migrateDatabase } from "./migrate.ts";

/** Takes everything out of a database, and gives it the current schema again. */
export async function emptyDatabase(address: DatabaseAddress): Promise<void> {
  const sql = createClient(address, { connections: 1 });
  try {
    const schemas = await sql<{ name: string }[]>`
      select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`;
    for (const { name } of schemas) await sql`drop schema ${sql(name)} cascade`;
    await sql`create schema public`;
  } finally {
    await sql.end({ timeout: 5 });
  }
  await migrateDatabase(address);
}
