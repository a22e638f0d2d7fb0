import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { storeTriage } from "#db/queries/store-triage.ts";
import { findTriage } from "#db/queries/triages.ts";
import { createTestDatabase, newTriage, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { Journal } from "#lib/journal/journal.ts";
import { replayJournal } from "./replay-journal.ts";

const logger = createLogger("silent");
let home: TestDatabase;
let jobs: PgBossQueue;
let directory: string;
let journal: Journal;

beforeAll(async () => {
  home = await createTestDatabase();
  jobs = new PgBossQueue(home.database, logger, { supervise: false });
});
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "triage-replay-"));
  journal = new Journal(directory, logger);
});
afterEach(() => rm(directory, { recursive: true, force: true }));
afterAll(async () => {
  await jobs.stop();
  await home.drop();
});

const replay = () =>
  replayJournal({ database: home.database, jobs, journal, runtime: systemRuntime, logger });

const jobsOf = async (triageId: string) =>
  await home.database.execute(sql`select name from jobs.job where data ->> 'triageId' = ${triageId}`);

test("what was kept is stored once with its jobs, also when the database had it already, and counts its incident", async () => {
  const incidentKey = systemRuntime.newId("run");
  const kept = Array.from({ length: 3 }, () => newTriage({ triage: { incidentKey } }));
  const [first, ...others] = kept;
  if (!first) throw new Error("there are three");
  await storeTriage(home.database, first);
  for (const triage of kept) {
    const data = { triageId: triage.triage.id, tries: 1 };
    await journal.append({ triage, jobs: [{ name: "triage.retry", data }] });
  }
  await replay();
  expect(journal.depth()).toBe(0);
  for (const { triage, createdAt } of kept) {
    expect(await findTriage(home.database, triage.id)).toMatchObject({
      occurrences: 3,
      createdAt: createdAt.toISOString(),
    });
  }
  expect(await jobsOf(first.triage.id)).toHaveLength(0);
  for (const { triage } of others) expect(await jobsOf(triage.id)).toHaveLength(1);
});

test("of two answers to one idempotency key both exist, and the key stays with the first", async () => {
  const idempotencyKey = {
    actorType: "api_key" as const,
    actorId: "key_a",
    key: "once",
    requestHash: "h",
    expiresAt: new Date(Date.now() + 60_000),
  };
  const [stored, kept, other] = [newTriage({ idempotencyKey }), newTriage({ idempotencyKey }), newTriage()];
  await storeTriage(home.database, stored);
  for (const triage of [kept, other]) await journal.append({ triage, jobs: [] });
  await replay();
  for (const { triage } of [kept, other]) expect(await findTriage(home.database, triage.id)).not.toBeNull();
  const keys = await home.database.execute(sql`select triage_id from idempotency_keys where key = 'once'`);
  expect([...keys]).toEqual([{ triage_id: stored.triage.id }]);
});
