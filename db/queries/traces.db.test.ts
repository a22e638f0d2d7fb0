import { afterAll, beforeAll, expect, test } from "vitest";
import { traceSchema } from "../../lib/contracts/trace.ts";
import { createTestDatabase, newTriage, type TestDatabase } from "../testing.ts";
import { storeTriage } from "./store-triage.ts";
import { findTrace } from "./traces.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const attempt = {
  model: "openai:gpt",
  tier: "cheap",
  statusCode: 200,
  ms: 812.25,
  inputTokens: 1000,
  cachedInputTokens: 800,
  cacheWriteTokens: 100,
  cacheWrite1hTokens: 40,
  outputTokens: 100,
  reasoningTokens: 0,
  promptVersion: "prm_test",
  policyVersion: "pol_test",
  pricesVersion: "prices_test",
  simulated: false,
  account: "triage",
  apiKeyId: null,
  team: null,
  source: null,
} as const;

test("a trace reads back as the contract shows it, attempts by their ordinal", async () => {
  const stored = newTriage({
    createdAt: new Date("2026-01-01T00:00:00.000Z"),
    attempts: [
      {
        ...attempt,
        id: "att_2",
        ordinal: 2,
        purpose: "re_ask",
        outcome: "succeeded",
        startedAt: new Date("2026-01-01T00:00:00.900Z"),
        waitMs: 0.5,
        detail: null,
        answerRepairs: ["fence"],
        costNanoUsd: 123_000n,
      },
      {
        ...attempt,
        id: "att_1",
        ordinal: 1,
        purpose: "first",
        outcome: "invalid_output",
        startedAt: new Date("2026-01-01T00:00:00.040Z"),
        waitMs: 0,
        detail: "does not match the schema: steps too_small",
        answerRepairs: [],
        costNanoUsd: null,
      },
    ],
    trace: [
      { kind: "cache", decision: "miss", triageId: null, atMs: 3.25, reason: "no reusable card" },
      { kind: "repair", how: "re_ask", ordinal: 2, model: "openai:gpt", atMs: 899, reason: "steps\u0000" },
    ],
  });
  await storeTriage(home.database, stored);

  const trace = await findTrace(home.database, stored.triage.id);
  expect(traceSchema.parse(trace)).toEqual(trace);
  expect(trace).toMatchObject({
    triageId: stored.triage.id,
    startedAt: "2026-01-01T00:00:00.000Z",
    totalMs: 12.5,
    attempts: [
      {
        ordinal: 1,
        startMs: 40,
        repair: null,
        costUsd: null,
        detail: "does not match the schema: steps too_small",
      },
      { ordinal: 2, startMs: 900, repair: { reAsk: true, answer: ["fence"] }, costUsd: 0.000123 },
    ],
    events: [
      { kind: "cache", atMs: 3.25 },
      { kind: "repair", reason: "steps\uFFFD" },
    ],
  });
});

test("there is no trace of what does not exist", async () => {
  expect(await findTrace(home.database, "tri_01jd4m3y8ze0xv6t8k1w2q9f5c")).toBeNull();
});
