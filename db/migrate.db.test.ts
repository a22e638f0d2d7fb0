import { afterAll, beforeAll, expect, test } from "vitest";
import { jobQueues } from "./job-queues.ts";
import { migrateDatabase } from "./migrate.ts";
import { createEmptyDatabase, type TestDatabase } from "./testing.ts";

let empty: TestDatabase;
beforeAll(async () => {
  empty = await createEmptyDatabase();
});
afterAll(() => empty.drop());

test("replicas that migrate an empty database at once all find it complete", async () => {
  await Promise.all([1, 2, 3, 4].map(() => migrateDatabase(empty.address)));
  const sql = empty.database.$client;
  const tables = await sql`select tablename from pg_tables where schemaname = 'public' order by 1`;
  expect(tables.map((table) => table.tablename)).toEqual([
    "accounts",
    "api_keys",
    "attempts",
    "card_versions",
    "claims",
    "deliveries",
    "eval_results",
    "eval_runs",
    "events",
    "idempotency_keys",
    "incidents",
    "rate_limits",
    "sessions",
    "setup_links",
    "shared_secrets",
    "ticket_texts",
    "tickets",
    "triage_cards",
    "triage_traces",
    "triages",
    "users",
    "verifications",
  ]);
  const queues = await sql`select name from jobs.queue order by 1`;
  expect(queues.map((queue) => queue.name)).toEqual(jobQueues.map(({ name }) => name).toSorted());
  const applied = await sql`select hash from drizzle.__drizzle_migrations`;
  expect(new Set(applied.map((migration) => migration.hash)).size).toBe(applied.length);
});
