import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import type { Gate } from "#lib/contracts/eval-gates.ts";
import type { PolicyChange, PolicyPatch } from "#lib/contracts/policy.ts";
import { createLogger } from "#lib/core/logger.ts";
import { fitCases } from "#lib/evals/testing.ts";
import { policyFrom } from "#lib/gateway/policy.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getEvalRunDetail, startEvalRun } from "#lib/services/evals/eval-runs.ts";
import { installBuiltInSet } from "#lib/services/evals/eval-sets.ts";
import { overrideGates } from "#lib/services/evals/promotion.ts";
import { workOnQueuedRun } from "#lib/services/evals/work-on-runs.ts";
import { testActor, testContext } from "#lib/services/testing.ts";
import { type Simulator, startSimulator } from "../../../simulator/server.ts";
import { adoptEnvironment, changePolicy, getPolicy, previewPolicy, rollBackPolicy } from "./policies.ts";

let home: TestDatabase;
let jobs: PgBossQueue;
let simulator: Simulator;
let base: ServiceContext;
beforeAll(async () => {
  [home, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  const { database } = home;
  jobs = new PgBossQueue(database, createLogger("silent"), { supervise: false });
  base = {
    ...testContext({ database, jobs, simulatorUrl: simulator.url, models: ["first"] }),
    actor: testActor,
  };
  await adoptEnvironment(base);
  await setGates(1);
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([simulator.close(), home.drop()]);
});

const cases = fitCases();

/** Nothing passes a gate that asks for more than all. */
const setGates = (least: number) => {
  const gates: Gate[] = [{ check: "at_least", measure: "validCards", value: least, why: "test" }];
  return installBuiltInSet(base, { name: "gated", cases, gates });
};

/** A process that knows the policy as it is now. */
async function processNow(): Promise<ServiceContext> {
  const { version, content } = await getPolicy(base);
  return { ...base, policy: policyFrom({ version, content }, base.policy) };
}

async function judged(
  policyPatch?: PolicyPatch,
  engine: "model" | "rules" | "auto" = "auto",
): Promise<string> {
  const asked = { engine, repeats: 1, commit: null, policyPatch } as const;
  const { id } = await startEvalRun(await processNow(), { set: "gated", ...asked });
  // Any process may do it, under whatever policy it works itself.
  await workOnQueuedRun(await processNow(), "worker");
  return id;
}

const change = async (asked: Omit<PolicyChange, "reason">, reason = "tried out") =>
  await changePolicy(base, { ...asked, reason });
const refused = (message: string) => ({ code: "conflict", message: expect.stringContaining(message) });
const models = (...names: string[]): PolicyPatch => ({
  models: {
    cheap: names.map((name) => ({ model: `compatible:${name}`, enabled: true, timeoutMs: null })),
  },
});

async function overrides() {
  const { items } = await listAudit(base, auditQuerySchema.parse({ action: "policy.gates_overridden" }));
  return items.map(({ reason, after }) => [reason, after?.failedGates]);
}

test("what changes what cards say goes live over a green run of just that, and what does not needs none", async () => {
  await change({ patch: { reviewBelow: 0.6, cacheTtlSeconds: 60, attemptTimeoutMs: 2_000 } });
  const patch = models("second");
  await expect(change({ patch })).rejects.toMatchObject(refused("No eval run of it is named."));
  expect(await previewPolicy(base, { patch })).toMatchObject({
    gate: "missing",
    missing: ["No eval run has judged it yet."],
    latestRun: null,
  });

  const present = await judged();
  await expect(change({ patch, runId: present })).rejects.toMatchObject(refused("is of another policy"));
  const byRules = await judged(patch, "rules");
  await expect(change({ patch, runId: byRules })).rejects.toMatchObject(refused("No model read the cases"));

  const runId = await judged(patch);
  expect(await getEvalRunDetail(base, runId)).toMatchObject({
    models: ["compatible:second"],
    gateState: "passed",
    policyVersion: expect.stringContaining((await previewPolicy(base, { patch })).version),
  });
  expect(simulator.calls().at(-1)?.model).toBe("second");
  // Somebody changes the review threshold meanwhile: cards say the same, and the run still speaks for it.
  await change({ patch: { reviewBelow: 0.5 } });
  expect(await previewPolicy(base, { patch })).toMatchObject({
    gate: "green",
    greenRunId: runId,
    missing: [],
  });
  const { content, activation } = await change({ patch, runId });
  expect(content.models.cheap.map(({ model }) => model)).toEqual(["compatible:second"]);
  expect(activation.reason).toBe(`tried out (${runId})`);
  expect(await overrides()).toEqual([]);
});

test("a run whose model never answered speaks for nothing, and an override is audited as one", async () => {
  const patch = models("refused--status-401");
  const runId = await judged(patch);
  const missed = "Cards without the model at most 1.0%: 100.0%";
  await expect(change({ patch, runId })).rejects.toMatchObject(refused(missed));
  expect(await previewPolicy(base, { patch })).toMatchObject({
    gate: "missing",
    missing: [missed],
    latestRun: { id: runId, isWorking: false, done: cases.length, total: cases.length },
  });
  await change({ patch, runId, override: true }, "the provider says it is over");
  expect((await overrides())[0]).toEqual(["the provider says it is over", [missed]]);
  expect((await getPolicy(base)).activation.reason).toContain("gates overridden");
  // The override of a run lets it speak.
  const { activation } = await change({ patch: models("second"), override: true });
  await overrideGates(base, runId, "it is over, they say");
  const before = await overrides();
  await change({ patch, runId });
  expect(await overrides()).toEqual(before);
  expect(activation.kind).toBe("change");
});

test("the way back is always open, and says when what comes back missed its gates", async () => {
  await change({ patch: models("first"), override: true });
  const first = await getPolicy(base);
  await change({ patch: { ...models("second"), maxModelCalls: 1 }, override: true });
  const second = await getPolicy(base);
  expect(await previewPolicy(base, { version: first.version })).toMatchObject({
    gate: "not_needed",
    missing: [],
  });
  const count = (await overrides()).length;
  await rollBackPolicy(base, { version: first.version, reason: "worse" });
  expect(await overrides()).toHaveLength(count);

  await setGates(2);
  const runId = await judged({ ...models("second"), maxModelCalls: 1 });
  const missed = [`Cards in the frozen shape at least 200.0%: 100.0% (${runId})`];
  expect(await previewPolicy(base, { version: second.version })).toMatchObject({
    gate: "missing",
    missing: missed,
  });
  await rollBackPolicy(base, { version: second.version, reason: "an emergency" });
  expect((await overrides())[0]).toEqual(["an emergency", missed]);
  await setGates(1);
});

test("of two who change at once, nothing goes live that no run has judged", async () => {
  const patch = { maxModelCalls: 3 };
  const runId = await judged(patch);
  const results = await Promise.allSettled([
    change({ patch, runId }),
    change({ patch: { routing: { escalateBelow: 0.2 } }, override: true }),
  ]);
  expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
  const { content, activation } = await getPolicy(base);
  const isBoth = content.maxModelCalls === 3 && content.routing.escalateBelow === 0.2;
  // The run judged one of the changes alone: both together only ever count by the override that saw the first.
  expect(isBoth && !activation.reason.includes("gates overridden")).toBe(false);
});
