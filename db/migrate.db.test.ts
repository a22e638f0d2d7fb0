import { afterAll, beforeAll, expect, test } from "vitest";
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
    "eval_results",
    "eval_runs",
    "events",
    "incidents",
    "rate_limits",
    "runbook_sections",
    "runbook_sources",
    "runbook_terms",
    "runbooks",
    "sessions",
    "setup_links",
    "ticket_texts",
    "tickets",
    "triage_cards",
    "triage_runbooks",
    "triages",
    "users",
    "verifications",
  ]);
  const applied = await sql`select hash from drizzle.__drizzle_migrations`;
  expect(new Set(applied.map((migration) => migration.hash)).size).toBe(applied.length);
});
