import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noteReplica, removeReplica } from "#db/queries/replicas.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { testContext } from "#lib/services/testing.ts";
import { getReplicaState, getSystem } from "./system.ts";

let home: TestDatabase;
let jobs: PgBossQueue;
beforeAll(async () => {
  home = await createTestDatabase();
  jobs = new PgBossQueue(home.database, createLogger("silent"), { supervise: false });
});
afterAll(async () => {
  await jobs.stop();
  await home.drop();
});

const ctx = () => testContext({ database: home.database, jobs, simulatorUrl: null, models: ["one"] });

test("tells of the database and of every replica as it sees itself", async () => {
  const self = { id: randomUUID(), host: "here", pid: 1, version: "1.0.0", startedAt: new Date() };
  const state = { ...getReplicaState(ctx()), disk: { freeBytes: 1, totalBytes: 2 }, memoryBytes: 3 };
  await noteReplica(home.database, { ...self, state });
  const system = await getSystem(ctx());
  expect(system.database).toMatchObject({
    version: expect.stringMatching(/^\d+/),
    connections: expect.any(Number),
  });
  expect(system.replicas).toMatchObject([
    {
      id: self.id,
      alive: true,
      state: { models: [{ model: "compatible:one", tier: "cheap", breaker: "closed" }], journal: null },
    },
  ]);
  await removeReplica(home.database, self.id);
  expect((await getSystem(ctx())).replicas).toEqual([]);
});
