import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { listAttempts } from "#db/queries/triages.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { runCases } from "#lib/services/evals/run-cases.ts";
import { retryTriage } from "#lib/services/later/retry-triage.ts";
import { runQueued } from "#lib/services/later/run-queued.ts";
import { testContext } from "#lib/services/testing.ts";
import { type Simulator, startSimulator } from "../../../e2e/simulator/server.ts";
import { triageTicket } from "./triage-ticket.ts";
import { getTriage } from "./triages.ts";

let home: TestDatabase;
let simulator: Simulator;
let jobs: PgBossQueue;

beforeAll(async () => {
  [home, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  jobs = new PgBossQueue(home.database, createLogger("silent"), { supervise: false });
});
afterEach(async () => {
  simulator.reset();
  await home.database.execute(sql`delete from attempts`);
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([home.drop(), simulator.close()]);
});

const context = (changes: Partial<ServiceContext> = {}): ServiceContext => ({
  ...testContext({ database: home.database, jobs, simulatorUrl: simulator.url, models: ["priced"] }),
  ...changes,
});
const asQueue: Partial<ServiceContext> = {
  actor: { type: "system", id: "system", name: "queue", scopes: [] },
};

/** Every row of the ledger, in order. */
const ledger = async () =>
  await home.database.execute(
    sql`select account, triage_id, eval_run_id, api_key_id, team, source, outcome, purpose, policy_version,
        prompt_version, prices_version, cost_nano_usd from attempts order by started_at, ordinal`,
  );

const sumOf = (rows: readonly Record<string, unknown>[]) =>
  rows.reduce((sum, row) => sum + BigInt(String(row.cost_nano_usd)), 0n);

test("a call is written down with who asked, what for, and the versions it was made and priced with", async () => {
  const triage = await triageTicket(context(), { text: "Disk of db-3 is full", source: "zendesk" });
  expect(await ledger()).toMatchObject([
    {
      account: "triage",
      triage_id: triage.id,
      eval_run_id: null,
      api_key_id: "key_test",
      team: "payments",
      source: "zendesk",
      policy_version: triage.origin.policyVersion,
      prompt_version: triage.origin.promptVersion,
      prices_version: context().prices.version,
    },
  ]);
});

test("calls that failed, were repaired and made the card add up to its cost", async () => {
  simulator.script([{ faults: ["prose", "none"] }]);
  const triage = await triageTicket(context(), { text: "Queue payments-eu is full" });
  const rows = await ledger();
  expect(rows).toMatchObject([
    { outcome: "invalid_output", purpose: "first" },
    { outcome: "succeeded", purpose: "re_ask" },
  ]);
  expect(rows.every(({ cost_nano_usd }) => Number(cost_nano_usd) > 0)).toBe(true);
  expect(Math.round((triage.usage.costUsd ?? 0) * 1e9)).toBe(Number(sumOf(rows)));
});

test("a call that was cut off has no cost, and neither has its triage: it may have been billed", async () => {
  simulator.script([{ faults: ["cut-body", "none"] }]);
  const triage = await triageTicket(context(), { text: "Replica of orders is broken" });
  expect(triage.origin.path).toBe("model");
  expect((await ledger()).map(({ cost_nano_usd }) => cost_nano_usd === null)).toEqual([true, false]);
  expect(triage.usage.costUsd).toBeNull();
});

test("a call that reached nobody costs nothing", async () => {
  const ctx = context();
  const closed = await startSimulator();
  await closed.close();
  const nobody = testContext({ ...home, jobs, simulatorUrl: closed.url, models: ["priced"] });
  const triage = await triageTicket({ ...ctx, callModel: nobody.callModel }, { text: "Nobody answers" });
  expect(triage.origin.degradedReason).toBe("provider_error");
  expect(triage.usage).toMatchObject({ costUsd: 0, modelCalls: 3 });
});

test("a card that is reused costs nothing, and what it had cost is what was saved", async () => {
  const text = "Pod web-7f9c4d6b8d-x2k9p OOMKilled in shop";
  const first = await triageTicket(context(), { text });
  const again = await triageTicket(context(), { text });
  expect(first.usage).toMatchObject({ savedUsd: 0 });
  expect(again.usage).toMatchObject({ modelCalls: 0, costUsd: 0, savedUsd: first.usage.costUsd });
  expect(first.usage.costUsd).toBeGreaterThan(0);
});

test("of equal reports at once one pays, and the others save what it paid", async () => {
  const report = { text: "Broker kafka-2 is gone, partitions have no leader" };
  const all = await Promise.all(Array.from({ length: 4 }, () => triageTicket(context(), report)));
  const paid = all.filter(({ usage }) => usage.modelCalls > 0);
  // Four processes: they meet in the database.
  expect(paid).toHaveLength(1);
  for (const { usage } of all) {
    if (usage.modelCalls === 0) expect(usage).toMatchObject({ costUsd: 0, savedUsd: paid[0]?.usage.costUsd });
  }
});

test("what is asked later is paid by who asked first", async () => {
  simulator.script([{ faults: ["status-503", "status-503", "status-503"] }]);
  const degraded = await triageTicket(context(), { text: "Search is slow", source: "mail" });
  await retryTriage(context(asQueue), { triageId: degraded.id, tries: 1 });

  const rows = await ledger();
  expect(rows.map(({ outcome }) => outcome).at(-1)).toBe("succeeded");
  for (const row of rows) {
    expect(row).toMatchObject({ api_key_id: "key_test", team: "payments", source: "mail" });
  }
  const { usage } = await getTriage(context(), degraded.id);
  expect(usage.modelCalls).toBe(rows.length);
  expect(Math.round((usage.costUsd ?? 0) * 1e9)).toBe(Number(sumOf(rows)));
});

test("what a job paid for before it was stopped, or that another one had done, stays in the ledger", async () => {
  const queued = await triageTicket(context(), { text: "Login is slow" }, { later: true });
  const stopping = new AbortController();
  const ctx = context({ ...asQueue, signal: stopping.signal });
  const stopped = runQueued(
    {
      ...ctx,
      callModel: async (request) => {
        const outcome = await ctx.callModel({ ...request, signal: new AbortController().signal });
        stopping.abort();
        return outcome;
      },
    },
    queued.id,
  );
  await expect(stopped).rejects.toThrow();
  expect(await getTriage(context(), queued.id)).toMatchObject({ status: "queued", usage: { modelCalls: 1 } });

  await runQueued(context(asQueue), queued.id);
  const done = await getTriage(context(), queued.id);
  expect(done).toMatchObject({ status: "done", usage: { modelCalls: 2 } });
  expect((await listAttempts(home.database, queued.id)).map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  expect(Math.round((done.usage.costUsd ?? 0) * 1e9)).toBe(Number(sumOf(await ledger())));
});

test("calls of a triage that could not be stored are in the ledger without one", async () => {
  const ctx = context();
  const broken: ServiceContext = {
    ...ctx,
    runtime: {
      ...ctx.runtime,
      newId: (prefix) => (prefix === "tkt" ? "tkt_taken" : ctx.runtime.newId(prefix)),
    },
  };
  await triageTicket(broken, { text: "First with this id" });
  await expect(triageTicket(broken, { text: "Second with this id" })).rejects.toThrow();
  const rows = await ledger();
  expect(rows.map(({ triage_id }) => triage_id === null)).toEqual([false, true]);
  expect(rows[1]).toMatchObject({ account: "triage", api_key_id: "key_test", team: "payments" });
});

test("an eval run is charged apart, call by call", async () => {
  const cases = ["Disk is full", "Login fails"].map((text, index) => ({
    id: `case-${index}`,
    text,
    category_alt: [],
    runbook_alt: [],
    tags: [],
  }));
  const asked = {
    source: { name: "ledger", cases },
    engine: "model",
    repeats: 1,
    commit: null,
    worker: "w",
  } as const;
  const { run } = await runCases(context(), asked);
  const rows = await ledger();
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    expect(row).toMatchObject({ account: "eval", eval_run_id: run.id, triage_id: null, api_key_id: null });
  }
  expect(Math.round((run.costUsd ?? 0) * 1e9)).toBe(Number(sumOf(rows)));
});
