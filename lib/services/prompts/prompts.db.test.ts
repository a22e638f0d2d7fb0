import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import type { Gate } from "#lib/contracts/eval-gates.ts";
import { promptContentSchema } from "#lib/contracts/prompts.ts";
import { createLogger } from "#lib/core/logger.ts";
import { fitCases } from "#lib/evals/testing.ts";
import { policyFrom } from "#lib/gateway/policy.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { builtInPrompt } from "#lib/models/prompts.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { startEvalRun } from "#lib/services/evals/eval-runs.ts";
import { installBuiltInSet } from "#lib/services/evals/eval-sets.ts";
import { workOnQueuedRun } from "#lib/services/evals/work-on-runs.ts";
import { adoptEnvironment, changePolicy, getPolicy, rollBackPolicy } from "#lib/services/policy/policies.ts";
import { testActor, testContext } from "#lib/services/testing.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { getTrace } from "#lib/services/triage/triages.ts";
import { type Simulator, startSimulator } from "../../../simulator/server.ts";
import {
  addPrompt,
  getPrompt,
  installBuiltInPrompt,
  listPrompts,
  promotePrompt,
  splitPrompts,
} from "./prompts.ts";
import { loadPromptsInUse } from "./prompts-in-use.ts";
import { tryPrompts } from "./try-prompts.ts";

let home: TestDatabase;
let jobs: PgBossQueue;
let simulator: Simulator;
let base: ServiceContext;
beforeAll(async () => {
  [home, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  jobs = new PgBossQueue(home.database, createLogger("silent"), { supervise: false });
  const { database } = home;
  base = {
    ...testContext({ database, jobs, simulatorUrl: simulator.url, models: ["priced"] }),
    actor: testActor,
  };
  await adoptEnvironment(base);
  await installBuiltInPrompt(base);
});
afterAll(async () => {
  await jobs.stop();
  await Promise.all([simulator.close(), home.drop()]);
});

/** A process that knows the policy as it is now. */
async function processNow(): Promise<ServiceContext> {
  const { version, content } = await getPolicy(base);
  const prompts = await loadPromptsInUse(base.database, content.prompts);
  return { ...base, prompts, policy: policyFrom({ version, content }, base.policy) };
}

const draft = (words: string) => ({
  name: words,
  note: "",
  basedOn: builtInPrompt.version,
  content: promptContentSchema.parse({
    ...builtInPrompt.content,
    system: `${builtInPrompt.content.system}\n\n${words}`,
  }),
});

/** Reasons for what went live over its gates, oldest first. */
async function overrides() {
  const { items } = await listAudit(base, auditQuerySchema.parse({ action: "policy.gates_overridden" }));
  return items
    .reverse()
    .map(({ reason, after }) => [reason?.replace(/^Prompt \w+: /, ""), after?.failedGates]);
}

test("a ticket in two versions is two cards, and going back serves the first one again", async () => {
  const text = "Since 10:02 all customers get 502 at checkout, payments fail";
  const first = await triageTicket(await processNow(), { text });
  expect(first.origin).toMatchObject({ path: "model", promptVersion: builtInPrompt.version });
  expect((await triageTicket(await processNow(), { text })).origin.path).toBe("cache");

  const { version, state } = await addPrompt(base, draft("Be brief."));
  expect(state).toBe("draft");
  await expect(addPrompt(base, draft("Be brief."))).rejects.toMatchObject({ code: "conflict" });
  await expect(promotePrompt(base, version, { reason: "better", override: false })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("No eval run"),
  });
  const before = (await getPolicy(base)).version;
  expect(await promotePrompt(base, version, { reason: "better", override: true })).toMatchObject({
    active: version,
    candidate: null,
  });
  expect((await getPolicy(base)).activation.reason).toContain("gates overridden");

  const second = await triageTicket(await processNow(), { text });
  expect(second.origin).toMatchObject({ path: "model", promptVersion: version });
  expect((await triageTicket(await processNow(), { text })).origin).toMatchObject({ path: "cache" });

  await rollBackPolicy(base, { version: before, reason: "it was not" });
  const again = await triageTicket(await processNow(), { text });
  expect(again.origin).toMatchObject({ path: "cache", promptVersion: builtInPrompt.version });
  expect((await listPrompts(base)).items.map((each) => [each.version, each.state])).toEqual([
    [version, "retired"],
    [builtInPrompt.version, "active"],
  ]);
  // It was in use before: no gate stands in the way of coming back.
  await promotePrompt(base, version, { reason: "it was", override: false });
  expect((await triageTicket(await processNow(), { text })).origin).toMatchObject({
    path: "cache",
    promptVersion: version,
  });
});

test("a split gives an incident always the same prompt, and its trace says which", async () => {
  const { version } = await addPrompt(base, draft("Be exact."));
  await expect(
    splitPrompts(base, { candidate: { version, percent: 1 }, reason: "just a little" }),
  ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("No eval run") });
  await splitPrompts(base, { candidate: { version, percent: 50 }, reason: "to compare", override: true });
  await expect(
    splitPrompts(base, { candidate: { version, percent: 99 }, reason: "more of it" }),
  ).rejects.toMatchObject({ code: "conflict" });
  expect(await overrides()).toEqual([
    ["better", ["No eval run of it is named."]],
    ["to compare", ["No eval run of it is named."]],
  ]);
  expect((await getPrompt(base, version)).state).toBe("candidate");
  const ctx = await processNow();
  const texts = Array.from({ length: 12 }, (_, index) => `The ${"abcdefghijkl"[index]}-service answers 500`);
  const triages = await Promise.all(texts.map((text) => triageTicket(ctx, { text })));
  expect(new Set(triages.map(({ origin }) => origin.promptVersion)).size).toBe(2);
  for (const [index, { id, origin }] of triages.entries()) {
    const repeat = await triageTicket(ctx, { text: texts[index] ?? "" });
    expect(repeat.origin).toMatchObject({ path: "cache", promptVersion: origin.promptVersion });
    const { events } = await getTrace(ctx, id);
    expect(events).toContainEqual(expect.objectContaining({ kind: "prompt", version: origin.promptVersion }));
  }
  await splitPrompts(base, { candidate: null, reason: "compared" });
  expect((await processNow()).prompts.candidate).toBeNull();
});

test("a prompt goes live over a green run of it and of the policy; back to one that missed gates is an override", async () => {
  const cases = fitCases();
  const gates = (value: number): Gate[] => [{ check: "at_least", measure: "validCards", value, why: "test" }];
  await installBuiltInSet(base, { name: "gated", cases, gates: gates(1) });
  const { version } = await addPrompt(base, draft("Be right."));
  const judged = async () => {
    const asked = { engine: "model", repeats: 1, commit: null, promptVersion: version } as const;
    const { id } = await startEvalRun(await processNow(), { set: "gated", ...asked });
    await workOnQueuedRun(await processNow(), "worker");
    return id;
  };
  const runId = await judged();
  await changePolicy(base, { patch: { maxModelCalls: 2 }, reason: "fewer calls", override: true });
  await expect(
    promotePrompt(base, version, { reason: "right", runId, override: false }),
  ).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("is of another policy"),
  });
  const green = await judged();
  const before = await overrides();
  await promotePrompt(base, version, { reason: "right", runId: green, override: false });
  expect((await getPolicy(base)).activation.reason).toContain(green);
  expect(await overrides()).toEqual(before);

  await promotePrompt(base, builtInPrompt.version, { reason: "it was not", override: false });
  // Nothing passes a gate that asks for more than all.
  await installBuiltInSet(base, { name: "gated", cases, gates: gates(2) });
  const missed = await judged();
  await promotePrompt(base, version, { reason: "nevertheless", override: false });
  expect((await overrides()).at(-1)).toEqual([
    "nevertheless",
    [`Cards in the frozen shape at least 200.0%: 100.0% (${missed})`],
  ]);
});

test("two versions read a text side by side, and what it cost is in the ledger", async () => {
  const { version } = await addPrompt(base, draft("Be kind."));
  const { items } = await tryPrompts(await processNow(), {
    text: "Replica lag on orders-db grows",
    versions: [builtInPrompt.version, version],
  });
  expect(items.map((each) => each.version)).toEqual([builtInPrompt.version, version]);
  for (const { card, origin, costUsd } of items) {
    expect(card.steps).toHaveLength(3);
    expect(origin.path).toBe("model");
    expect(costUsd).toBeGreaterThan(0);
  }
  await expect(tryPrompts(base, { text: "x", versions: ["000000000000"] })).rejects.toMatchObject({
    code: "not_found",
  });
});
