import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { inTransaction } from "#db/queries/transaction.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import type { JobHandlers, NewJob } from "./job.ts";
import { PgBossQueue } from "./pg-boss-queue.ts";

let home: TestDatabase;
const open: PgBossQueue[] = [];
beforeAll(async () => {
  home = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((queue) => queue.stop()));
  await home.database.execute(sql`delete from jobs.job`);
});
afterAll(() => home.drop());

function openQueue(): PgBossQueue {
  const queue = new PgBossQueue(home.database, createLogger("silent"), { supervise: true });
  open.push(queue);
  return queue;
}

const idle: JobHandlers = {
  "triage.run": async () => "done",
  "triage.rescue": async () => "done",
  "triage.retry": async () => "done",
  "runbooks.embed": async () => "done",
  "calibration.fit": async () => "done",
  "callback.deliver": async () => "done",
  "stats.roll_up": async () => "done",
  "reviews.escalate": async () => "done",
};

const job = (triageId: string): NewJob => ({ name: "triage.run", data: { triageId, requestId: "req_a" } });

const states = async () =>
  (await home.database.execute(sql`select name, state from jobs.job order by created_on`)).map(
    ({ name, state }) => `${name} ${state}`,
  );

test("a job exists exactly if its transaction is committed", async () => {
  const queue = openQueue();
  await expect(
    inTransaction(home.database, async (tx) => {
      await queue.add(tx, [job("lost")]);
      throw new Error("rolled back");
    }),
  ).rejects.toThrow();
  expect(await states()).toEqual([]);
  await inTransaction(home.database, (tx) => queue.add(tx, [job("a"), job("b")]));
  expect(await states()).toEqual(["triage.run created", "triage.run created"]);
});

test("a new job is taken at once, by one of those who work", async () => {
  const taken: string[] = [];
  const take: JobHandlers = {
    ...idle,
    "triage.run": async ({ triageId }) => {
      taken.push(triageId);
      return "done";
    },
  };
  const [first, second] = [openQueue(), openQueue()];
  await Promise.all([first.work(take), second.work(take)]);
  const ids = Array.from({ length: 30 }, (_, index) => `tri_${index}`);
  await first.add(home.database, ids.map(job));
  await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(30);
  expect(taken.toSorted()).toEqual(ids.toSorted());
});

test("a job that fails is tried again later, one that is given up goes to the dead letters", async () => {
  let tries = 0;
  const queue = openQueue();
  await queue.work({
    ...idle,
    "triage.run": async () => {
      tries += 1;
      if (tries === 1) throw new Error("not now");
      return "done";
    },
    "callback.deliver": async () => "given_up",
  });
  await queue.add(home.database, [job("a"), { name: "callback.deliver", data: { deliveryId: "msg_a" } }]);
  await expect.poll(() => tries, { timeout: 15_000 }).toBe(2);
  await expect
    .poll(states, { timeout: 10_000 })
    .toEqual(expect.arrayContaining(["triage.run completed", "dead.letter created"]));
});

test("at a stop running jobs are let go, and are begun again by another process", async () => {
  const { promise: began, resolve: begin } = Promise.withResolvers<void>();
  const stopping = openQueue();
  await stopping.work({
    ...idle,
    "triage.run": async (_data, signal) => {
      begin();
      await new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
      return "done";
    },
  });
  await stopping.add(home.database, [job("a")]);
  await began;
  await stopping.stop();
  expect(await states()).toEqual(["triage.run retry"]);
  const done = Promise.withResolvers<string>();
  await openQueue().work({
    ...idle,
    "triage.run": async ({ triageId }) => {
      done.resolve(triageId);
      return "done";
    },
  });
  expect(await done.promise).toBe("a");
});

test("a job that is none of its kind is not worked on", async () => {
  const queue = openQueue();
  await home.database.execute(sql`
    insert into jobs.job (name, data, policy, dead_letter) values ('triage.retry', '{"tries": 0}', 'standard', 'dead.letter')`);
  await queue.work({ ...idle, "triage.retry": () => Promise.reject(new Error("must not be called")) });
  await expect
    .poll(states, { timeout: 10_000 })
    .toEqual(expect.arrayContaining(["triage.retry failed", "dead.letter created"]));
});
