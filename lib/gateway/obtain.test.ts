import fc from "fast-check";
import { expect, test } from "vitest";
import type { Extraction } from "../contracts/facts.ts";
import { attemptOutcomes } from "../contracts/vocabulary.ts";
import type { Runtime } from "../core/runtime.ts";
import type { CallModel, ModelOutcome, ModelRequest } from "./model-port.ts";
import { obtainExtraction } from "./obtain.ts";
import type { Policy } from "./policy.ts";
import { recordTrace } from "./trace.ts";

const extraction = { summary: "read by a model" } as Extraction;
const usage = {
  inputTokens: 100,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 10,
  reasoningTokens: 0,
};
const base = { usage, statusCode: 200, simulated: false, providerRequestId: null };

function outcomeNamed(outcome: ModelOutcome["outcome"], ms: number): ModelOutcome {
  const failure = { ...base, ms, usage: null, statusCode: 500, detail: "scripted" };
  switch (outcome) {
    case "succeeded":
      return { ...base, ms, outcome, extraction, syntaxRepairs: [] };
    case "invalid_output":
      return { ...failure, outcome, rawText: null, truncated: false };
    case "provider_error":
      return { ...failure, outcome, retryable: true, retryAfterMs: null };
    case "rate_limited":
      return { ...failure, outcome, retryAfterMs: null, quotaExhausted: false };
    case "refused":
    case "provider_auth":
    case "timed_out":
    case "aborted":
      return { ...failure, outcome };
  }
}

/** A model that plays a script on a clock of its own; remembers what it was asked. */
function scripted(script: { outcome: ModelOutcome["outcome"]; ms: number }[]) {
  const requests: ModelRequest[] = [];
  let clockMs = 0;
  let ids = 0;
  const runtime: Runtime = {
    now: () => new Date(clockMs),
    elapsedMs: () => clockMs,
    random: () => 0.5,
    sleep: async (ms) => {
      clockMs += ms;
    },
    newId: (prefix) => `${prefix}_${ids++}`,
  };
  const callModel: CallModel = async (request) => {
    const step = script[requests.length] ?? { outcome: "provider_error" as const, ms: 1 };
    requests.push(request);
    const ms = Math.min(step.ms, request.timeoutMs);
    clockMs += ms;
    return step.ms > request.timeoutMs ? outcomeNamed("timed_out", ms) : outcomeNamed(step.outcome, ms);
  };
  return { requests, ports: { runtime, callModel, prices: { "openai:a": { input: 1, output: 4 } } } };
}

const policy: Policy = {
  deadlineMs: 20_000,
  attemptTimeoutMs: 8_000,
  maxModelCalls: 3,
  cacheTtlSeconds: 60,
  reviewBelow: 0.7,
  models: { cheap: ["openai:a", "openai:b"], strong: ["openai:c", "openai:d"] },
};
const operation = (changes: Partial<Policy> = {}) => ({
  policy: { ...policy, ...changes },
  prompt: { system: "s", user: "u", version: "v1" },
  trace: recordTrace({ elapsedMs: () => 0 }),
  signal: new AbortController().signal,
});

test("takes the first valid answer and asks nobody else", async () => {
  const { requests, ports } = scripted([{ outcome: "succeeded", ms: 400 }]);
  const obtained = await obtainExtraction(operation(), ports);
  expect(obtained).toMatchObject({ by: "model", attempt: { model: "openai:a", costNanoUsd: 140_000n } });
  expect(requests).toHaveLength(1);
});

test("goes to the next model when one fails, and lists both attempts", async () => {
  const { ports } = scripted([
    { outcome: "provider_error", ms: 100 },
    { outcome: "succeeded", ms: 100 },
  ]);
  const obtained = await obtainExtraction(operation(), ports);
  expect(obtained.by).toBe("model");
  expect(
    obtained.attempts.map((attempt) => [attempt.ordinal, attempt.model, attempt.outcome.outcome]),
  ).toEqual([
    [1, "openai:a", "provider_error"],
    [2, "openai:b", "succeeded"],
  ]);
});

test("without a model the rules are what the policy wants", async () => {
  const { requests, ports } = scripted([]);
  const obtained = await obtainExtraction(operation({ models: { cheap: [], strong: [] } }), ports);
  expect(obtained).toEqual({ by: "rules", degradedReason: null, retryAfterMs: null, attempts: [] });
  expect(requests).toHaveLength(0);
});

test.each([
  ["timed_out", "timeout"],
  ["rate_limited", "rate_limited"],
  ["provider_auth", "provider_auth"],
  ["invalid_output", "invalid_output"],
  ["refused", "invalid_output"],
  ["provider_error", "provider_error"],
] as const)("names the reason when every attempt ends in %s", async (outcome, reason) => {
  const { ports } = scripted(Array.from({ length: 3 }, () => ({ outcome, ms: 10 })));
  expect(await obtainExtraction(operation(), ports)).toMatchObject({ by: "rules", degradedReason: reason });
});

test("gives an attempt no more time than is left", async () => {
  const { requests, ports } = scripted([
    { outcome: "succeeded", ms: 60_000 },
    { outcome: "succeeded", ms: 60_000 },
    { outcome: "succeeded", ms: 60_000 },
  ]);
  const obtained = await obtainExtraction(operation(), ports);
  expect(requests.map((request) => request.timeoutMs)).toEqual([8_000, 8_000, 4_000]);
  expect(obtained).toMatchObject({ by: "rules", degradedReason: "timeout" });
});

test("never exceeds the deadline or the limit of calls, whatever the models do", async () => {
  const step = fc.record({
    outcome: fc.constantFrom(...attemptOutcomes),
    ms: fc.integer({ min: 0, max: 60_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (script) => {
      const { requests, ports } = scripted(script);
      const obtained = await obtainExtraction(operation(), ports);
      expect(ports.runtime.elapsedMs()).toBeLessThanOrEqual(policy.deadlineMs);
      expect(requests.length).toBeLessThanOrEqual(policy.maxModelCalls);
      expect(obtained.attempts).toHaveLength(requests.length);
      expect(obtained.by === "model" || obtained.degradedReason !== null).toBe(true);
    }),
  );
});
