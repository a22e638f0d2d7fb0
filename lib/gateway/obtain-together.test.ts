import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Extraction } from "../contracts/facts.ts";
import type { Runtime } from "../core/runtime.ts";
import { createBreakers } from "../models/circuit-breakers.ts";
import type { BudgetPort } from "./budget-port.ts";
import { ModelHealth } from "./model-health.ts";
import type { ModelOutcome } from "./model-port.ts";
import { unobserved } from "./observer.ts";
import { obtainExtraction } from "./obtain.ts";
import { calmAnswer, calmTicket, testPolicy, testPrompt } from "./testing.ts";
import { recordTrace } from "./trace.ts";

/** Many operations at the same moment, on timers that a test moves. */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "performance"], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let ids = 0;
const runtime: Runtime = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  random: () => Math.random(),
  sleep: after,
  newId: (prefix) => `${prefix}_${ids++}`,
};
const policy = testPolicy({ cheap: ["openai:a", "openai:b"] });
const callMs = 800;

const unlimited: BudgetPort = {
  reserve: async () => ({
    granted: true,
    reservedNanoUsd: null,
    outputTokensMax: null,
    settle: async () => {},
  }),
};

/** Models of which some work; `dead` may change meanwhile. */
function someModels(dead: Set<string>) {
  const calls: string[] = [];
  const base = { ms: callMs, usage: null, sent: true, simulated: false, providerRequestId: null };
  const callModel = async ({ model }: { model: string }): Promise<ModelOutcome> => {
    calls.push(model);
    await after(callMs);
    return dead.has(model)
      ? {
          ...base,
          statusCode: 503,
          outcome: "provider_error",
          retryable: true,
          retryAfterMs: null,
          detail: "503",
        }
      : {
          ...base,
          statusCode: 200,
          outcome: "succeeded",
          extraction: {} as Extraction,
          likelihood: null,
          answerRepairs: [],
        };
  };
  const modelHealth = new ModelHealth(createBreakers(runtime), runtime);
  const prices = { version: "none", priceOf: () => null, priceOfEmbedding: () => null };
  return {
    calls,
    ports: { runtime, callModel, modelHealth, prices, budget: unlimited, observer: unobserved },
  };
}

async function obtainTogether({ ports }: ReturnType<typeof someModels>, count: number) {
  const together = Promise.all(
    Array.from({ length: count }, () =>
      obtainExtraction(
        {
          policy,
          ticket: calmTicket,
          signalsOf: () => calmAnswer,
          prompt: testPrompt,
          trace: recordTrace(ports),
          signal: new AbortController().signal,
        },
        ports,
      ),
    ),
  );
  await vi.advanceTimersByTimeAsync(policy.deadlineMs);
  return together;
}

test("when every model is dead, a hundred operations at once make at most 120 calls", async () => {
  const models = someModels(new Set(["openai:a", "openai:b"]));
  const obtained = await obtainTogether(models, 100);
  expect(obtained.every(({ by }) => by === "rules")).toBe(true);
  expect(models.calls.length).toBeLessThanOrEqual(120);
});

test("also when both worked a moment ago", async () => {
  const dead = new Set<string>();
  const models = someModels(dead);
  await obtainTogether(models, 50);
  dead.add("openai:a");
  await obtainTogether(models, 50);
  dead.add("openai:b");
  await vi.advanceTimersByTimeAsync(60_000);
  models.calls.length = 0;
  await obtainTogether(models, 100);
  expect(models.calls.length).toBeLessThanOrEqual(120);
});

test("when one is dead, the other one serves a hundred operations at once", async () => {
  const models = someModels(new Set(["openai:a"]));
  const obtained = await obtainTogether(models, 100);
  expect(obtained.filter(({ by }) => by === "rules")).toHaveLength(0);
});
