import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { expireReservations, reserve, settle } from "#db/queries/budget-reservations.ts";
import { environmentBudgetId } from "#db/queries/budgets.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing.ts";
import { eventsAfter, getNewestEventId } from "#lib/services/tickets/events.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { type Simulator, startSimulator } from "../../../simulator/server.ts";
import {
  addBudget,
  changeBudget,
  listBudgets,
  removeBudget,
  syncEnvironmentBudget,
} from "./manage-budgets.ts";

let home: TestDatabase;
let simulator: Simulator;
let jobs: PgBossQueue;

beforeAll(async () => {
  [home, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  jobs = new PgBossQueue(home.database, createLogger("silent"), { supervise: false });
});
afterEach(async () => {
  simulator.reset();
  for (const table of ["budgets", "attempts", "jobs.job"]) {
    await home.database.execute(sql.raw(`delete from ${table}`));
  }
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([home.drop(), simulator.close()]);
});

/** As one process of its own. */
const context = (...models: string[]): ServiceContext =>
  testContext({
    database: home.database,
    jobs,
    simulatorUrl: simulator.url,
    models: models.length > 0 ? models : ["priced"],
  });

const everything = { subject: "everything", period: "day", overBudget: "rules" } as const;
const only = async () => {
  const { items } = await listBudgets(context());
  const [budget] = items;
  if (!budget || items.length > 1) throw new Error("There is not one budget.");
  return budget;
};
let number = 0;
/** A ticket like no other. */
const ticket = () => ({
  text: `Replica ${String.fromCharCode(97 + (number++ % 26)).repeat(5)}${number} lags`,
});
const nano = (usd: number) => Math.round(usd * 1e9);

test("what a call cost is spent, and nothing stays kept", async () => {
  await addBudget(context(), { ...everything, limitUsd: 5 });
  const triage = await triageTicket(context(), ticket());
  expect(await only()).toMatchObject({ spentUsd: triage.usage.costUsd, reservedUsd: 0, limitUsd: 5 });
});

test("over budget the rules answer, degraded and never with an error, and a model is asked later", async () => {
  await addBudget(context(), { ...everything, limitUsd: 0.000_01 });
  const triage = await triageTicket(context(), ticket());
  expect(triage).toMatchObject({
    status: "done",
    origin: { path: "rules", degraded: true, degradedReason: "budget" },
    usage: { modelCalls: 0, costUsd: 0 },
  });
  expect(simulator.calls()).toEqual([]);
  const [job] = await home.database.execute(
    sql`select name, start_after - now() > interval '1 minute' as waits from jobs.job`,
  );
  expect(job).toMatchObject({ name: "triage.retry" });
});

test("many at once in several processes never spend more than the limit", async () => {
  await addBudget(context(), { ...everything, limitUsd: 0.03 });
  const patient = () => {
    const ctx = context();
    return { ...ctx, policy: { ...ctx.policy, deadlineMs: 60_000, attemptTimeoutMs: 20_000 } };
  };
  const processes = Array.from({ length: 4 }, patient);
  const triages = await Promise.all(
    Array.from({ length: 12 }, (_, index) => triageTicket(processes[index % 4] ?? context(), ticket())),
  );
  const budget = await only();
  const known = triages.every(({ usage }) => usage.costUsd !== null);
  const cost = triages.reduce((sum, { usage }) => sum + nano(usage.costUsd ?? 0), 0);
  if (known) expect(nano(budget.spentUsd)).toBe(cost);
  expect(budget.spentUsd).toBeLessThanOrEqual(0.03);
  expect(budget.reservedUsd).toBe(0);
  expect(triages.some(({ origin }) => origin.path === "model")).toBe(true);
  expect(triages.some(({ origin }) => origin.degradedReason === "budget")).toBe(true);
}, 120_000);

test("a call counts in every budget it belongs to, and the tightest one decides", async () => {
  await addBudget(context(), { ...everything, limitUsd: 5 });
  await addBudget(context(), {
    ...everything,
    subject: "team",
    team: "payments",
    period: "month",
    limitUsd: 2,
  });
  await addBudget(context(), { ...everything, subject: "team", team: "others", limitUsd: 0.000_001 });
  await addBudget(context(), { ...everything, subject: "evals", limitUsd: 0.000_001 });
  const triage = await triageTicket(context(), ticket());
  expect(triage.origin.path).toBe("model");
  const { items } = await listBudgets(context());
  const cost = triage.usage.costUsd;
  expect(items.map(({ subject, team, spentUsd }) => [subject, team, spentUsd])).toEqual([
    ["everything", null, cost],
    ["team", "payments", cost],
    ["team", "others", 0],
    ["evals", null, 0],
  ]);
  await addBudget(context(), { ...everything, subject: "team", team: "payments", limitUsd: 0.000_001 });
  expect((await triageTicket(context(), ticket())).origin.degradedReason).toBe("budget");
});

test("a budget that keeps strong models away lets cheap ones go on", async () => {
  await addBudget(context(), { ...everything, limitUsd: 0.000_001, overBudget: "cheap_only" });
  expect((await triageTicket(context(), ticket())).origin.path).toBe("model");
  const ctx = context();
  const policy = { ...ctx.policy, models: { cheap: [], strong: ["compatible:priced"] } };
  expect((await triageTicket({ ...ctx, policy }, ticket())).origin.degradedReason).toBe("budget");
});

test("a model of unknown price is not asked under a budget, and is asked without one", async () => {
  expect((await triageTicket(context("unpriced"), ticket())).usage.costUsd).toBeNull();
  await addBudget(context(), { ...everything, limitUsd: 100 });
  const triage = await triageTicket(context("unpriced", "priced"), ticket());
  expect(triage.origin).toMatchObject({ path: "model", model: "compatible:priced" });
  expect((await triageTicket(context("unpriced"), ticket())).origin.degradedReason).toBe("budget");
});

test("a call whose cost is unknown counts with what was kept for it", async () => {
  await addBudget(context(), { ...everything, limitUsd: 5 });
  const ctx = context();
  simulator.script([{ faults: ["cut-body"], repeat: true }]);
  const triage = await triageTicket({ ...ctx, policy: { ...ctx.policy, maxModelCalls: 1 } }, ticket());
  expect(triage.usage.costUsd).toBeNull();
  expect(await only()).toMatchObject({ reservedUsd: 0 });
  expect((await only()).spentUsd).toBeGreaterThan(0.005);
});

test("what a killed process kept is free when its time is over", async () => {
  const { id } = await addBudget(context(), { ...everything, limitUsd: 1 });
  const counting = [{ id, isLimit: true }];
  const rest = { nanoUsd: 999_000_000n, ttlMs: 300 };
  expect(await reserve(home.database, counting, { id: "rsv_killed", ...rest })).toHaveLength(1);
  expect(await reserve(home.database, counting, { id: "rsv_next", ...rest })).toBeNull();
  // Its own process is gone: another one asks for money until it is there.
  const triage = await triageTicket(context(), ticket());
  expect(triage.origin.path).toBe("model");
  expect((await only()).reservedUsd).toBe(0);
});

test("a budget counts what was spent before it was there", async () => {
  const triage = await triageTicket(context(), ticket());
  await addBudget(context(), { ...everything, limitUsd: 5 });
  await addBudget(context(), { ...everything, subject: "team", team: "others", limitUsd: 5 });
  const { items } = await listBudgets(context());
  expect(items.map(({ spentUsd }) => spentUsd)).toEqual([triage.usage.costUsd, 0]);
});

test("80 and 100 per cent are told once each, over all processes", async () => {
  await triageTicket(context(), ticket());
  const from = (await getNewestEventId(context())) ?? "";
  const { id } = await addBudget(context(), { ...everything, limitUsd: 1_000 });
  const percents = async () =>
    (await eventsAfter(context(), from)).events.flatMap((event) =>
      event.type === "budget.warning" ? [event.data.percent] : [],
    );
  const { spentUsd } = await only();
  await triageTicket(context(), ticket());
  expect(await percents()).toEqual([]);

  await changeBudget(context(), id, { limitUsd: spentUsd * 2.4 });
  await home.database.execute(sql`update budget_uses set spent_nano_usd = ${nano(spentUsd * 2)}`);
  const counting = [{ id, isLimit: false }];
  const shares = await reserve(home.database, counting, { id: "rsv_a", nanoUsd: 1n, ttlMs: 60_000 });
  expect(shares).toHaveLength(1);
  for (let round = 0; round < 2; round++) await triageTicket(context(), ticket());
  expect(await percents()).toEqual([100]);
});

test("the environment's budget follows the environment and is nobody else's to change", async () => {
  const ctx = context();
  await syncEnvironmentBudget(ctx, 3);
  expect(await only()).toMatchObject({ origin: "environment", limitUsd: 3, period: "day" });
  await syncEnvironmentBudget(ctx, 4);
  expect(await only()).toMatchObject({ limitUsd: 4 });
  await expect(changeBudget(ctx, environmentBudgetId, { limitUsd: 9 })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(removeBudget(ctx, environmentBudgetId)).rejects.toMatchObject({ code: "conflict" });
  await syncEnvironmentBudget(ctx, null);
  expect((await listBudgets(ctx)).items).toEqual([]);
});

test("what is done to budgets is in the audit trail", async () => {
  const ctx = context();
  const { id } = await addBudget(ctx, { ...everything, limitUsd: 1 });
  await expect(addBudget(ctx, { ...everything, limitUsd: 2 })).rejects.toMatchObject({ code: "conflict" });
  await changeBudget(ctx, id, { limitUsd: 2 });
  await removeBudget(ctx, id);
  await expect(removeBudget(ctx, id)).rejects.toMatchObject({ code: "not_found" });
  const trail = await home.database.execute(
    sql`select action, before, after from audit_entries where subject_id = ${id} order by id`,
  );
  expect(trail).toMatchObject([
    { action: "budget.created", before: null, after: { limitUsd: 1 } },
    { action: "budget.changed", before: { limitUsd: 1 }, after: { limitUsd: 2 } },
    { action: "budget.removed", before: { limitUsd: 2 }, after: null },
  ]);
});

type Act = { kind: "reserve" | "settle" | "lose"; nanoUsd: number; budgets: number; share: number };

test("reserve, settle and expire keep every budget within its limit and its reservations adding up", async () => {
  const acts = fc.array(
    fc.record<Act>({
      kind: fc.constantFrom("reserve", "reserve", "settle", "lose"),
      nanoUsd: fc.integer({ min: 0, max: 400 }),
      budgets: fc.integer({ min: 1, max: 2 }),
      share: fc.integer({ min: 0, max: 100 }),
    }),
    { minLength: 1, maxLength: 25 },
  );
  const ctx = context();
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      await home.database.execute(sql`delete from budgets`);
      const [first, second] = await Promise.all([
        addBudget(ctx, { ...everything, limitUsd: 1_000e-9 * 1000 }),
        addBudget(ctx, { ...everything, period: "month", limitUsd: 700e-9 * 1000 }),
      ]);
      const both = [first, second].map(({ id }) => ({ id, isLimit: true }));
      const open: { id: string; nanoUsd: bigint; shares: Awaited<ReturnType<typeof reserve>> }[] = [];
      // What happens at the same time: pairs of acts run together.
      for (let at = 0; at < list.length; at += 2) {
        await Promise.all(
          list.slice(at, at + 2).map(async (each) => {
            if (each.kind === "reserve") {
              const reservation = {
                id: systemRuntime.newId("rsv"),
                nanoUsd: BigInt(each.nanoUsd) * 1000n,
                ttlMs: 60_000,
              };
              const shares = await reserve(home.database, both.slice(0, each.budgets), reservation);
              if (shares) open.push({ ...reservation, shares });
              return;
            }
            const ended = open.shift();
            if (!ended?.shares) return;
            if (each.kind === "settle") {
              await settle(
                home.database,
                ended.id,
                ended.shares,
                (ended.nanoUsd * BigInt(each.share)) / 100n,
              );
              return;
            }
            await home.database.execute(
              sql`update budget_reservations set expires_at = now() where id = ${ended.id}`,
            );
            for (const { budgetId } of ended.shares) await expireReservations(home.database, budgetId);
          }),
        );
        const rows = await home.database.execute(sql`
          select u.spent_nano_usd + u.reserved_nano_usd <= b.limit_nano_usd as within,
            u.reserved_nano_usd = coalesce((select sum(nano_usd) from budget_reservations r where r.budget_id = b.id), 0) as adds_up
          from budget_uses u join budgets b on b.id = u.budget_id`);
        for (const row of rows) expect(row).toEqual({ within: true, adds_up: true });
      }
    }),
    { numRuns: 15 },
  );
});
