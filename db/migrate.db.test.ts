import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { jobQueues } from "./job-queues.ts";
import { migrateDatabase } from "./migrate.ts";
import { createEmptyDatabase, type TestDatabase } from "./testing.ts";

const snapshotSchema = z.object({ tables: z.record(z.string(), z.object({ name: z.string() })) });

let empty: TestDatabase;
beforeAll(async () => {
  empty = await createEmptyDatabase();
});
afterAll(() => empty.drop());

/** The tables of the newest migration, as the generator noted them. */
async function tablesOfSnapshot(): Promise<string[]> {
  const folder = path.join(import.meta.dirname, "migrations/meta");
  const newest =
    (await readdir(folder))
      .filter((file) => file.endsWith("_snapshot.json"))
      .sort()
      .at(-1) ?? "";
  const { tables } = snapshotSchema.parse(JSON.parse(await readFile(path.join(folder, newest), "utf8")));
  return Object.values(tables)
    .map(({ name }) => name)
    .sort();
}

test("replicas that migrate an empty database at once all find it complete", async () => {
  await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(empty.address)));
  const sql = empty.database.$client;
  const tables = await sql`select tablename from pg_tables where schemaname = 'public' order by 1`;
  expect(tables.map((table) => table.tablename)).toEqual(await tablesOfSnapshot());
  const queues = await sql`select name from jobs.queue order by 1`;
  expect(queues.map((queue) => queue.name)).toEqual(jobQueues.map(({ name }) => name).toSorted());
  const applied = await sql`select hash from drizzle.__drizzle_migrations`;
  expect(new Set(applied.map((migration) => migration.hash)).size).toBe(applied.length);
});
