import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { noteReplica, removeReplica } from "#db/queries/replicas.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { testContext } from "#lib/services/testing.ts";
import { getReplicaState, getSystem, listDeadLetters, retryDeadLetter } from "./system.ts";

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

test("a job that was given up is listed with its reason, and put back where it came from once", async () => {
  const data = { deliveryId: "msg_1" };
  let given: "given_up" | "done" = "given_up";
  const seen: string[] = [];
  await jobs.add(home.database, [{ name: "callback.deliver", data }]);
  const refuse = async () => "done" as const;
  await jobs.work({
    "triage.run": refuse,
    "triage.rescue": refuse,
    "triage.retry": refuse,
    "callback.deliver": async ({ deliveryId }) => {
      seen.push(deliveryId);
      return given;
    },
  });
  const letters = async () => (await listDeadLetters(ctx(), { limit: 50 })).items;
  await vi.waitFor(async () => expect(await letters()).toHaveLength(1), 20_000);
  const [letter] = await letters();
  expect(letter).toMatchObject({ queue: "callback.deliver", data });
  given = "done";
  expect(await retryDeadLetter(ctx(), letter?.id ?? "")).toEqual({ retried: true });
  await vi.waitFor(() => expect(seen).toHaveLength(2), 20_000);
  expect(await letters()).toEqual([]);
  await expect(retryDeadLetter(ctx(), letter?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
});
