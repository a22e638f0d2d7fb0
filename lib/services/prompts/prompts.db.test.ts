import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { promptContentSchema } from "#lib/contracts/prompts.ts";
import { createLogger } from "#lib/core/logger.ts";
import { policyFrom } from "#lib/gateway/policy.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { builtInPrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { adoptEnvironment, getPolicy, rollBackPolicy } from "#lib/services/policy/policies.ts";
import { testActor, testContext } from "#lib/services/testing.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { getTrace } from "#lib/services/triage/triages.ts";
import { type Simulator, startSimulator } from "../../../e2e/simulator/server.ts";
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
  await splitPrompts(base, { candidate: { version, percent: 50 }, reason: "to compare" });
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
