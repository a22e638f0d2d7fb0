import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createClient, createDatabase, type Database, type DatabaseAddress } from "./client.ts";

/** The address of another database on the same server. */
export function databaseOn(server: DatabaseAddress, database: string): DatabaseAddress {
  if (typeof server !== "string") return { ...server, database };
  const url = new URL(server);
  url.pathname = database;
  return url.href;
}

export interface TestDatabase {
  database: Database;
  address: DatabaseAddress;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

async function createFrom(template: string): Promise<TestDatabase> {
  const server = inject("testServer");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const client = createClient(server, { connections: 1 });
  await client`create database ${client(name)} template ${client(template)}`;
  const address = databaseOn(server, name);
  const database = createDatabase(address);
  return {
    database,
    address,
    async drop() {
      await database.close();
      await client`drop database ${client(name)} with (force)`;
      await client.end({ timeout: 1 });
    },
  };
}

/** A migrated database without rows, of the test file's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return await createFrom(inject("testTemplate"));
}

/** A database without any table. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return await createFrom("template0");
}
