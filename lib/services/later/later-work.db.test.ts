import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { listCardVersions } from "#db/queries/card-versions.ts";
import { lockTriage, sendToReview } from "#db/queries/settle-triage.ts";
import { findTrace } from "#db/queries/traces.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { defaultReviewClocks } from "#lib/contracts/review-clocks.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { givesUpAfterMs } from "#lib/gateway/ask-later.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { createRedactor } from "#lib/redaction/redactor.ts";
import { reviewDue } from "#lib/review/clocks.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { getTriage } from "#lib/services/triage/triages.ts";
import { type Simulator, startSimulator } from "../../../simulator/server.ts";
import { retryTriage } from "./retry-triage.ts";
import { rescueQueued, runQueued } from "./run-queued.ts";

let home: TestDatabase;
let simulator: Simulator;
let jobs: PgBossQueue;

beforeAll(async () => {
  [home, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  jobs = new PgBossQueue(home.database, createLogger("silent"), { supervise: false });
});
afterEach(async () => {
  simulator.reset();
  await home.database.execute(sql`delete from jobs.job`);
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([home.drop(), simulator.close()]);
});

/** As one process of its own: it has learnt nothing about the model yet. */
function context(changes: Partial<ServiceContext> = {}): ServiceContext {
  const { database } = home;
  const ctx = testContext({ database, jobs, simulatorUrl: simulator.url, models: ["priced"] });
  return { ...ctx, policy: { ...ctx.policy, maxModelCalls: 1 }, ...changes };
}

const down = () => simulator.script([{ match: {}, faults: ["status-503"], repeat: true }]);
const up = () => simulator.script([]);
const request = (service: string) => ({ text: "Checkout answers 502 for all customers", service });

/** Jobs that wait, by queue. */
const waiting = async () =>
  (
    await home.database.execute(
      sql`select name, data from jobs.job where state = 'created' order by created_on`,
    )
  ).map(({ name, data }) => [name, data]);

const eventsOf = async (ticketId: string) =>
  (
    await home.database.execute(
      sql`select type from events where ticket_id = ${ticketId} order by created_at`,
    )
  ).map(({ type }) => type);

async function degraded(service: string, extra: object = {}) {
  down();
  const triage = await triageTicket(context(), { ...request(service), ...extra });
  expect(triage.origin).toMatchObject({ path: "rules", degraded: true, degradedReason: "provider_error" });
  up();
  return triage;
}

test("a degraded card is stored with the job that asks again, and the better card replaces it, both kept", async () => {
  const before = await degraded("a", { callbackUrl: "http://127.0.0.1:9/done" });
  expect(await waiting()).toEqual([["triage.retry", { triageId: before.id, tries: 1 }]]);

  expect(await retryTriage(context(), { triageId: before.id, tries: 1 })).toBe("done");
  const after = await getTriage(context(), before.id);
  expect(after).toMatchObject({
    createdAt: before.createdAt,
    origin: { path: "model", model: "compatible:priced", degraded: false, degradedReason: null },
    usage: { modelCalls: 2 },
  });
  expect(after.usage.costUsd).toBeGreaterThan(0);
  const [earlier, ...none] = await listCardVersions(home.database, before.id);
  expect(none).toEqual([]);
  expect(earlier).toMatchObject({
    version: 1,
    card: before.card,
    origin: before.origin,
    review: before.review,
  });
  const trace = await findTrace(home.database, before.id);
  expect(trace?.attempts.map(({ ordinal, outcome }) => [ordinal, outcome])).toEqual([
    [1, "provider_error"],
    [2, "succeeded"],
  ]);
  expect(trace?.events.filter(({ kind }) => kind === "replaced")).toHaveLength(1);
  expect(await eventsOf(before.ticketId)).toEqual(["triage.completed", "triage.replaced"]);
  expect((await waiting()).map(([name]) => name)).toContain("callback.deliver");

  const calls = simulator.calls().length;
  const again = await triageTicket(context(), request("a"));
  expect(again.origin.path).toBe("cache");
  expect(again.card?.summary).toBe(after.card?.summary);
  expect(simulator.calls()).toHaveLength(calls);
});

test("the address of a callback is nowhere to be read where it is stored", async () => {
  const before = await degraded("sealed", { callbackUrl: "http://127.0.0.1:9/done?token=s3cr3t-token" });
  await retryTriage(context(), { triageId: before.id, tries: 1 });
  const kept = await home.database.execute(
    sql`select callback_url as url from tickets where id = ${before.ticketId}
      union all select url from deliveries where triage_id = ${before.id}`,
  );
  expect(kept).toHaveLength(2);
  for (const { url } of kept) {
    expect(url).not.toMatch(/127|token/);
    expect(context().sealer.open(String(url))).toBe("http://127.0.0.1:9/done?token=s3cr3t-token");
  }
});

test("two who ask again at once replace the card once", async () => {
  const { id } = await degraded("b");
  const tries = [1, 2, 3].map(() => retryTriage(context(), { triageId: id, tries: 1 }));
  await Promise.all(tries);
  expect(await listCardVersions(home.database, id)).toHaveLength(1);
  expect(await retryTriage(context(), { triageId: id, tries: 2 })).toBe("done");
  expect(await listCardVersions(home.database, id)).toHaveLength(1);
});

test("what was answered for another report meanwhile is taken without paying", async () => {
  const { id } = await degraded("c");
  const paid = await triageTicket(context(), request("c"));
  expect(paid.origin.path).toBe("model");
  const calls = simulator.calls().length;
  await retryTriage(context(), { triageId: id, tries: 1 });
  expect(await getTriage(context(), id)).toMatchObject({
    origin: { path: "cache", degraded: false },
    usage: { modelCalls: 1 },
  });
  expect(simulator.calls()).toHaveLength(calls);
});

test.each(["approved", "corrected"])(
  "a card that a human %s stays, and what was paid meanwhile is counted",
  async (state) => {
    const before = await degraded(`d-${state}`);
    const decide = () =>
      home.database.execute(sql`update triages set review_state = ${state} where id = ${before.id}`);
    // The human decides while the model reads.
    simulator.script([{ match: {}, latencyMs: 500 }]);
    const retrying = retryTriage(context(), { triageId: before.id, tries: 1 });
    await expect.poll(() => simulator.calls().some((call) => call.state === "open")).toBe(true);
    await decide();
    await retrying;
    const after = await getTriage(context(), before.id);
    expect(after).toMatchObject({
      card: before.card,
      origin: before.origin,
      review: { state },
      usage: { modelCalls: 2 },
    });
    expect(await listCardVersions(home.database, before.id)).toEqual([]);
  },
);

test("while the provider stays down it is asked again later, until a human gets the card", async () => {
  const { id, card } = await degraded("e");
  down();
  expect(await retryTriage(context(), { triageId: id, tries: 1 })).toBe("done");
  expect(await waiting()).toContainEqual(["triage.retry", { triageId: id, tries: 2 }]);
  const muchLater = { ...systemRuntime, now: () => new Date(Date.now() + givesUpAfterMs) };
  expect(await retryTriage(context({ runtime: muchLater }), { triageId: id, tries: 2 })).toBe("given_up");
  const left = await getTriage(context(), id);
  expect(left).toMatchObject({ card, review: { state: "pending" } });
  expect(left.review.reasons.at(-1)).toMatch(/no model answered in 2 tries/);
  expect(left.usage.modelCalls).toBe(3);
});

test("a process that stops changes nothing, so that another one begins again", async () => {
  const { id, card } = await degraded("f");
  const stop = new AbortController();
  simulator.script([{ match: {}, latencyMs: 5_000 }]);
  const retrying = retryTriage(context({ signal: stop.signal }), { triageId: id, tries: 1 });
  await expect.poll(() => simulator.calls().some((call) => call.state === "open")).toBe(true);
  stop.abort(new Error("stopping"));
  await expect(retrying).rejects.toThrow("stopping");
  expect(await getTriage(context(), id)).toMatchObject({ card, origin: { path: "rules" } });
});

test("a queued triage gets its card once, and only then is told of", async () => {
  const queued = await triageTicket(context(), request("g"), { later: true });
  expect(queued).toMatchObject({ status: "queued", card: null, usage: { modelCalls: 0 } });
  expect(await eventsOf(queued.ticketId)).toEqual([]);
  expect(await waiting()).toEqual([["triage.run", { triageId: queued.id, requestId: "req_test" }]]);
  await Promise.all([runQueued(context(), queued.id), runQueued(context(), queued.id)]);
  expect(await getTriage(context(), queued.id)).toMatchObject({ status: "done", origin: { path: "model" } });
  expect(await eventsOf(queued.ticketId)).toEqual(["triage.completed"]);
  expect(await listCardVersions(home.database, queued.id)).toEqual([]);
});

test("a queued triage whose job failed for good gets the card of the rules, without a call", async () => {
  const { id } = await triageTicket(context(), request("h"), { later: true });
  await rescueQueued(context(), id);
  expect(await getTriage(context(), id)).toMatchObject({
    status: "done",
    origin: { path: "rules", degraded: true, degradedReason: "provider_error" },
  });
  expect(simulator.calls()).toHaveLength(0);
  expect((await waiting()).map(([name]) => name)).toContain("triage.retry");
});

test("what is sent to review keeps the reasons it had", async () => {
  const { id, review } = await degraded("i");
  await inTransaction(home.database, async (tx) => {
    const open = await lockTriage(tx, id);
    if (open)
      await sendToReview(tx, open, {
        reason: "asked in vain",
        now: new Date(),
        due: reviewDue("P2", new Date(), defaultReviewClocks),
      });
  });
  expect((await getTriage(context(), id)).review).toEqual({
    state: "pending",
    reasons: [...review.reasons, "asked in vain"],
  });
});

test("a text that cannot be checked is answered at once, even when an answer later was asked for, and no model is asked again", async () => {
  const failing = createRedactor({
    detectors: [() => Promise.reject(new Error("broken"))],
    limitMs: 1_000,
  });
  const ctx = context({ redact: failing });
  const triage = await triageTicket(ctx, { text: "Disk of db-3 is full" }, { later: true });
  expect(triage).toMatchObject({
    status: "done",
    origin: { degradedReason: "redaction" },
    review: { state: "pending" },
  });
  expect(await home.database.execute(sql`select name from jobs.job`)).toHaveLength(0);
  expect(simulator.calls()).toHaveLength(0);
});
