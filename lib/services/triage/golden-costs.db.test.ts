import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import { nanoUsdOf } from "#lib/core/money.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { createCallModel } from "#lib/models/call-model.ts";
import { createPriceTable } from "#lib/models/prices.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing.ts";
import { type Simulator, startSimulator } from "../../../e2e/simulator/server.ts";
import { triageTicket } from "./triage-ticket.ts";

/** Usage as providers report it, over HTTP in their own formats, against costs worked out by hand. */

let home: TestDatabase;
let simulator: Simulator;
let jobs: PgBossQueue;

beforeAll(async () => {
  [home, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  jobs = new PgBossQueue(home.database, createLogger("silent"), { supervise: false });
});
beforeEach(() => simulator.reset());
afterAll(async () => {
  await jobs.stop();
  await Promise.all([home.drop(), simulator.close()]);
});

/** One call, to one model of any provider. */
function contextFor(model: string): ServiceContext {
  const ctx = testContext({ database: home.database, jobs, simulatorUrl: simulator.url });
  const v1 = { apiKey: "simulated", baseUrl: `${simulator.url}/v1` };
  const google = { apiKey: "simulated", baseUrl: `${simulator.url}/v1beta` };
  return {
    ...ctx,
    callModel: createCallModel({ openai: v1, anthropic: v1, google, compatible: v1 }),
    // One's own price; all others are the published ones.
    prices: createPriceTable({
      "compatible:golden": { input: 0.6, cacheRead: 0.06, cacheWrite: 0.75, output: 2.4 },
    }),
    policy: { ...ctx.policy, models: { cheap: [model], strong: [] }, maxModelCalls: 1 },
  };
}

let number = 0;
const ticket = () => ({ text: `Node ${"abcdefghij".charAt(number++ % 10).repeat(4)}${number} is lost` });

const usage = { input: 0, cached: 0, cacheWrite: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };

test.each([
  // USD per million: 0.15 in, 0.075 cached, 0.6 out. 3,000 × 0.15 + 2,000 × 0.075 + 700 × 0.6 = 1,020 millionths.
  [
    "OpenAI, cached and reasoning",
    "openai:gpt-4o-mini",
    { ...usage, input: 5_000, cached: 2_000, output: 700, reasoning: 500 },
    0.00102,
  ],
  // 1 in, 0.1 cached, 1.25 written, 2 written for an hour, 5 out:
  // 1,111 × 1 + 2,000 × 0.1 + 500 × 1.25 + 300 × 2 + 77 × 5 = 2,921 millionths.
  [
    "Anthropic, read, written for five minutes and for an hour, thinking",
    "anthropic:claude-haiku-4-5",
    { ...usage, input: 3_911, cached: 2_000, cacheWrite: 800, cacheWrite1h: 300, output: 77, reasoning: 50 },
    0.002921,
  ],
  // 1.25 in, 0.125 cached, 10 out up to 200,000; 2.5, 0.25 and 15 above:
  // 150,001 × 2.5 + 50,000 × 0.25 + 333 × 15 = 392,497.5 millionths.
  [
    "Google, long context, cached and thoughts",
    "google:gemini-2.5-pro",
    { ...usage, input: 200_001, cached: 50_000, output: 333, reasoning: 200 },
    0.3924975,
  ],
  // 0.6 in, 0.06 cached, 0.75 written, 2.4 out: 900 × 0.6 + 64 × 0.06 + 36 × 0.75 + 11 × 2.4 = 597.24 millionths.
  [
    "a compatible server with one's own price",
    "compatible:golden",
    { ...usage, input: 1_000, cached: 64, cacheWrite: 36, output: 11 },
    0.00059724,
  ],
])("%s", async (_name, model, reported, costUsd) => {
  simulator.script([{ usage: reported }]);
  const triage = await triageTicket(contextFor(model), ticket());
  expect(triage.origin).toMatchObject({ path: "model", model });
  expect(Math.abs((triage.usage.costUsd ?? Number.NaN) - costUsd)).toBeLessThan(1e-9);
  expect(triage.usage).toMatchObject({
    inputTokens: reported.input,
    cachedInputTokens: reported.cached,
    outputTokens: reported.output,
    reasoningTokens: reported.reasoning,
  });
});

const reported = { ...usage, input: 5_000, cached: 2_000, output: 700 };

test.each([
  ["an answer that is of no use was paid for", "prose", 0.00102],
  ["so was one that stopped at the limit", "truncated", 0.00102],
  ["a refusal by the model was", "refusal", 0.00102],
  ["a call that was refused was not", "status-503", 0],
  ["nor one over the rate limit", "status-429", 0],
  ["of a call that was cut off nobody knows", "cut-body", null],
  ["nor of one that was given up", "silent", null],
  ["nor of an error in place of an answer", "error-in-200", null],
])("%s", async (_name, fault, costUsd) => {
  simulator.script([{ faults: [fault], repeat: true, usage: reported }]);
  const ctx = contextFor("openai:gpt-4o-mini");
  const triage = await triageTicket({ ...ctx, policy: { ...ctx.policy, attemptTimeoutMs: 1_500 } }, ticket());
  expect(triage.usage.modelCalls).toBe(1);
  expect(triage.usage.costUsd).toBe(costUsd);
});

test("a model without a price costs an unknown amount, not nothing", async () => {
  const triage = await triageTicket(contextFor("openai:gpt-of-tomorrow"), ticket());
  expect(triage).toMatchObject({ origin: { path: "model" }, usage: { costUsd: null } });
});

test("the day's sum over triages is the sum over their calls, to the nano-dollar", async () => {
  const [sums] = await home.database.execute(sql`
    select (select sum(cost_nano_usd) from triages where cost_nano_usd is not null) as triages,
      (select sum(a.cost_nano_usd) from attempts a join triages t on t.id = a.triage_id
        where t.cost_nano_usd is not null) as attempts`);
  // 1,020 three times more for answers in vain.
  const known = [0.00102, 0.002921, 0.3924975, 0.00059724, 3 * 0.00102];
  const byHand = known.reduce((sum, usd) => sum + nanoUsdOf(usd), 0n);
  expect(sums).toEqual({ triages: String(byHand), attempts: String(byHand) });
});
