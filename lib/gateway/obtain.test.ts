import fc from "fast-check";
import { expect, test } from "vitest";
import type { Extraction } from "../contracts/facts.ts";
import { attemptOutcomes } from "../contracts/vocabulary.ts";
import type { Runtime } from "../core/runtime.ts";
import { createBreakers } from "../models/circuit-breakers.ts";
import type { BudgetPort, CallCost, Granted, Refused } from "./budget-port.ts";
import { modelTimeMs } from "./deadline.ts";
import { ModelHealth } from "./model-health.ts";
import type { CallModel, ModelOutcome, ModelRequest } from "./model-port.ts";
import { unobserved } from "./observer.ts";
import { obtainExtraction } from "./obtain.ts";
import type { Policy } from "./policy.ts";
import type { AnswerSignals, TicketSignals } from "./router.ts";
import { calmAnswer, calmTicket, testPolicy, testPrompt } from "./testing.ts";
import { recordTrace, type TraceRecorder } from "./trace.ts";

const extraction = { summary: "read by a model" } as Extraction;
const usage = {
  inputTokens: 100,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
  outputTokens: 10,
  reasoningTokens: 0,
};
const base = { usage, sent: true, statusCode: 200, simulated: false, providerRequestId: null };

interface Scripted {
  outcome: ModelOutcome["outcome"];
  ms: number;
  retryAfterMs?: number;
  schemaRefused?: true;
}

function outcomeOf({ outcome, ms, retryAfterMs, schemaRefused }: Scripted): ModelOutcome {
  const failure = { ...base, ms, usage: null, statusCode: 500, detail: "scripted" };
  switch (outcome) {
    case "succeeded":
      return { ...base, ms, outcome, extraction, likelihood: null, answerRepairs: [] };
    case "invalid_output":
      return { ...failure, outcome, rawText: "{}", complaint: "- steps: too_small" };
    case "provider_error": {
      const refusal = schemaRefused ? { retryable: false, schemaRefused } : { retryable: true };
      return { ...failure, outcome, ...refusal, retryAfterMs: retryAfterMs ?? null };
    }
    case "rate_limited":
      return { ...failure, outcome, retryAfterMs: retryAfterMs ?? null, quotaExhausted: false };
    case "refused":
    case "provider_auth":
    case "timed_out":
    case "aborted":
      return { ...failure, outcome };
  }
}

/** A budget that refuses the models told to it, and remembers what was settled. */
function scriptedBudget() {
  const refusals = new Map<string, Refused>();
  const settled: CallCost[] = [];
  let kept: Pick<Granted, "reservedNanoUsd" | "outputTokensMax"> = {
    reservedNanoUsd: null,
    outputTokensMax: null,
  };
  const budget: BudgetPort = {
    reserve: async ({ model }) =>
      refusals.get(model) ?? {
        granted: true,
        ...kept,
        settle: async (cost) => {
          settled.push(cost);
        },
      },
  };
  const refuse = (models: readonly string[], refusal: Partial<Refused> = {}) => {
    for (const model of models) {
      refusals.set(model, { granted: false, cause: "budget", retryAfterMs: null, ...refusal });
    }
  };
  const keep = (reservedNanoUsd: bigint, outputTokensMax: number) => {
    kept = { reservedNanoUsd, outputTokensMax };
  };
  return { budget, refuse, keep, settled };
}

/** Models that play one script on a clock of its own; remembers what they were asked, and when. */
function scripted(script: Scripted[], afterwards: Scripted = { outcome: "provider_error", ms: 1 }) {
  const requests: (ModelRequest & { atMs: number })[] = [];
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
    const step = script[requests.length] ?? afterwards;
    requests.push({ ...request, atMs: clockMs });
    const ms = Math.min(step.ms, request.timeoutMs);
    clockMs += ms;
    return step.ms > request.timeoutMs ? outcomeOf({ outcome: "timed_out", ms }) : outcomeOf({ ...step, ms });
  };
  const modelHealth = new ModelHealth(createBreakers(runtime), runtime);
  const priceOf = (model: string) => (model === "openai:a" ? { input: 1, output: 4 } : null);
  const prices = { version: "prices_test", priceOf, priceOfEmbedding: () => null };
  const purse = scriptedBudget();
  const { budget } = purse;
  return {
    requests,
    purse,
    ports: { runtime, callModel, modelHealth, prices, budget, observer: unobserved },
  };
}

const policy = testPolicy({ cheap: ["openai:a", "openai:b"], strong: ["openai:c", "openai:d"] });
const onlyA = { models: { cheap: ["openai:a"], strong: [] } };

/** Runs one operation from the clock's present on. */
async function obtain(
  { ports }: ReturnType<typeof scripted>,
  changes: Partial<Policy> = {},
  signal = new AbortController().signal,
  seen: { ticket?: Partial<TicketSignals>; answer?: Partial<AnswerSignals> } = {},
) {
  const trace: TraceRecorder = recordTrace(ports);
  const prompt = testPrompt;
  const obtained = await obtainExtraction(
    {
      policy: { ...policy, ...changes },
      ticket: { ...calmTicket, ...seen.ticket },
      signalsOf: () => ({ ...calmAnswer, ...seen.answer }),
      prompt,
      trace,
      signal,
    },
    ports,
  );
  return { obtained, events: trace.events() };
}

test("takes the first valid answer and asks nobody else", async () => {
  const models = scripted([{ outcome: "succeeded", ms: 400 }]);
  const { obtained, events } = await obtain(models);
  expect(obtained).toMatchObject({
    by: "model",
    attempt: { model: "openai:a", costNanoUsd: 140_000n, pricesVersion: "prices_test" },
  });
  expect(models.requests).toHaveLength(1);
  expect(events.map(({ kind }) => kind)).toEqual(["route", "accept"]);
});

test("goes to the next model when one fails, and lists both attempts", async () => {
  const models = scripted([
    { outcome: "provider_error", ms: 100 },
    { outcome: "succeeded", ms: 100 },
  ]);
  const { obtained } = await obtain(models);
  expect(obtained.by).toBe("model");
  expect(
    obtained.attempts.map(({ ordinal, model, purpose, outcome }) => [
      ordinal,
      model,
      purpose,
      outcome.outcome,
    ]),
  ).toEqual([
    [1, "openai:a", "first", "provider_error"],
    [2, "openai:b", "fall_back", "succeeded"],
  ]);
});

test("without a model the rules are what the policy wants", async () => {
  const models = scripted([]);
  const { obtained, events } = await obtain(models, { models: { cheap: [], strong: [] } });
  expect(obtained).toEqual({ by: "rules", degradedReason: null, retryAfterMs: null, attempts: [] });
  expect(models.requests).toHaveLength(0);
  expect(events).toMatchObject([{ kind: "route", order: [] }]);
});

test.each([
  ["timed_out", "timeout"],
  ["rate_limited", "rate_limited"],
  ["provider_auth", "provider_auth"],
  ["invalid_output", "invalid_output"],
  ["refused", "invalid_output"],
  ["provider_error", "provider_error"],
] as const)("names the reason when every attempt ends in %s", async (outcome, reason) => {
  const { obtained, events } = await obtain(scripted([], { outcome, ms: 10 }));
  expect(obtained).toMatchObject({ by: "rules", degradedReason: reason });
  expect(events.at(-1)).toMatchObject({ kind: "degrade", degradedReason: reason });
});

test("tries the only model again after a random wait, and tells of it", async () => {
  const models = scripted([
    { outcome: "provider_error", ms: 10 },
    { outcome: "succeeded", ms: 10 },
  ]);
  const { obtained, events } = await obtain(models, onlyA);
  expect(obtained).toMatchObject({ by: "model", attempt: { purpose: "retry", waitMs: 200 } });
  expect(events[1]).toMatchObject({ kind: "wait", model: "openai:a", ms: 200, retryAfterMs: null, atMs: 10 });
});

test("comes back no earlier than the provider asked", async () => {
  const models = scripted([
    { outcome: "rate_limited", ms: 10, retryAfterMs: 7_000 },
    { outcome: "succeeded", ms: 10 },
  ]);
  const { obtained } = await obtain(models, onlyA);
  expect(obtained).toMatchObject({ by: "model", attempt: { purpose: "retry" } });
  expect(models.requests[1]?.atMs).toBeGreaterThan(7_010);
});

test("does not sleep through a wait that leaves no time, and says when to come back", async () => {
  const models = scripted([{ outcome: "rate_limited", ms: 10, retryAfterMs: 19_000 }]);
  const { obtained, events } = await obtain(models, onlyA);
  expect(models.ports.runtime.elapsedMs()).toBe(10);
  expect(obtained).toMatchObject({ degradedReason: "rate_limited", retryAfterMs: 19_000 });
  expect(events).toMatchObject([
    { kind: "route" },
    { kind: "skip", model: "openai:a", cause: "wait_too_long", retryAfterMs: 19_000 },
    { kind: "degrade", degradedReason: "rate_limited", retryAfterMs: 19_000 },
  ]);
});

test("another operation does not undercut the advice either", async () => {
  const models = scripted([{ outcome: "rate_limited", ms: 10, retryAfterMs: 60_000 }], {
    outcome: "succeeded",
    ms: 10,
  });
  await obtain(models, onlyA);
  const { obtained, events } = await obtain(models, onlyA);
  expect(models.requests).toHaveLength(1);
  expect(obtained).toMatchObject({ degradedReason: "rate_limited", retryAfterMs: 60_000, attempts: [] });
  expect(events[1]).toMatchObject({ kind: "skip", cause: "retry_after" });
  await models.ports.runtime.sleep(60_000, new AbortController().signal);
  expect((await obtain(models, onlyA)).obtained.by).toBe("model");
});

test("asks once more with the complaint about an answer, then the next model", async () => {
  const models = scripted([], { outcome: "invalid_output", ms: 10 });
  const { obtained, events } = await obtain(models);
  expect(models.requests.map(({ model, reAsk }) => [model, reAsk])).toEqual([
    ["openai:a", null],
    ["openai:a", { complaint: "- steps: too_small", answer: "{}" }],
    ["openai:b", null],
  ]);
  expect(obtained.attempts.map(({ purpose }) => purpose)).toEqual(["first", "re_ask", "fall_back"]);
  expect(events[1]).toMatchObject({ kind: "repair", ordinal: 2, how: "re_ask" });
});

test("a server that takes no schema is asked without one, and that is a call like any other", async () => {
  const models = scripted([
    { outcome: "provider_error", ms: 10, schemaRefused: true },
    { outcome: "succeeded", ms: 10 },
  ]);
  const { obtained } = await obtain(models);
  expect(obtained.attempts.map(({ model, purpose }) => [model, purpose])).toEqual([
    ["openai:a", "first"],
    ["openai:a", "without_schema"],
  ]);
});

test("gives an attempt no more time than is left for models", async () => {
  const models = scripted([], { outcome: "succeeded", ms: 60_000 });
  const { obtained } = await obtain(models);
  expect(models.requests.map((request) => request.timeoutMs)).toEqual([8_000, 8_000, 3_000]);
  expect(obtained).toMatchObject({ by: "rules", degradedReason: "timeout" });
});

test("a model that has a time limit of its own is given that", async () => {
  const models = scripted([], { outcome: "succeeded", ms: 60_000 });
  await obtain(models, { timeoutsMs: { cheap: { "openai:b": 500 }, strong: {} } });
  expect(models.requests.map((request) => request.timeoutMs)).toEqual([8_000, 500, 8_000]);
});

const unsure = { answer: { confidence: 0.3 } };
const never = new AbortController().signal;
const callsOf = (attempts: readonly { model: string; purpose: string }[]) =>
  attempts.map(({ model, purpose }) => `${purpose} ${model}`);

test("a cheap answer that is unsure is read again by a strong model, and its answer counts", async () => {
  const models = scripted([], { outcome: "succeeded", ms: 100 });
  const { obtained, events } = await obtain(models, {}, never, unsure);
  expect(obtained).toMatchObject({
    by: "model",
    attempt: { tier: "strong", model: "openai:c" },
    strongMissed: false,
  });
  expect(callsOf(obtained.attempts)).toEqual(["first openai:a", "escalation openai:c"]);
  expect(events).toMatchObject([
    { kind: "route", causes: [] },
    { kind: "escalate", model: "openai:c", tier: "strong", causes: ["low_confidence"] },
  ]);
});

test("what is critical beforehand goes to the strong tier at once, and to the cheap one when that fails", async () => {
  const rules = { category: "data", severity: "P0", confidence: 0.9, harm: false } as const;
  const models = scripted([
    { outcome: "timed_out", ms: 100 },
    { outcome: "timed_out", ms: 100 },
    { outcome: "succeeded", ms: 100 },
  ]);
  const { obtained, events } = await obtain(models, {}, never, { ticket: { rules }, ...unsure });
  expect(callsOf(obtained.attempts)).toEqual(["first openai:c", "fall_back openai:d", "fall_back openai:a"]);
  expect(obtained).toMatchObject({ by: "model", attempt: { tier: "cheap" } });
  expect(events[0]).toMatchObject({ kind: "route", causes: ["severity"] });
});

test.each([
  ["the strong models fail", {}, [], "escalation openai:c,fall_back openai:d"],
  ["one call may be made", { maxModelCalls: 1 }, [], ""],
  ["the strong tier is disabled", { models: { cheap: ["openai:a"], strong: [] } }, [], ""],
  ["too little time is left", { deadlineMs: 1_000 }, [700], ""],
] as const)("when %s, the cheap card stays", async (_, changes, times, escalation) => {
  const models = scripted([{ outcome: "succeeded", ms: times[0] ?? 100 }], { outcome: "timed_out", ms: 200 });
  const { obtained } = await obtain(models, changes, never, unsure);
  expect(obtained).toMatchObject({ by: "model", attempt: { tier: "cheap", model: "openai:a" } });
  expect(callsOf(obtained.attempts.slice(1)).join()).toBe(escalation);
});

test("a caller who gives up during an escalation has the cheap card", async () => {
  const caller = new AbortController();
  const models = scripted([
    { outcome: "succeeded", ms: 10 },
    { outcome: "aborted", ms: 10 },
  ]);
  const { obtained, events } = await obtain(models, {}, caller.signal, unsure);
  expect(obtained).toMatchObject({ by: "model", strongMissed: true, attempt: { tier: "cheap" } });
  expect(events.at(-1)).toMatchObject({ kind: "accept", model: "openai:a", tier: "cheap" });
});

test("with a card in hand nobody waits long for a strong model", async () => {
  const models = scripted([
    { outcome: "rate_limited", ms: 10, retryAfterMs: 9_000 },
    { outcome: "succeeded", ms: 10 },
  ]);
  const strongOnly = { models: { cheap: ["openai:b"], strong: ["openai:c"] } };
  await obtain(models, { models: { cheap: [], strong: ["openai:c"] }, maxModelCalls: 1 });
  const before = models.ports.runtime.elapsedMs();
  const { obtained } = await obtain(models, strongOnly, never, unsure);
  expect(models.ports.runtime.elapsedMs()).toBe(before + 10);
  expect(obtained).toMatchObject({ by: "model", strongMissed: true });
});

test("stops at once when the caller gives up, also in a wait", async () => {
  const caller = new AbortController();
  const models = scripted([{ outcome: "provider_error", ms: 10 }]);
  models.ports.runtime.sleep = async () => {
    caller.abort();
    throw caller.signal.reason;
  };
  const { obtained } = await obtain(models, onlyA, caller.signal);
  expect(models.requests).toHaveLength(1);
  expect(obtained.by).toBe("rules");
});

test("when every model keeps failing, operations degrade at once and say so", async () => {
  const models = scripted([], { outcome: "timed_out", ms: 100 });
  for (let count = 0; count < 5; count++) await obtain(models, onlyA);
  const { obtained, events } = await obtain(models, onlyA);
  expect(models.requests).toHaveLength(5);
  expect(obtained).toMatchObject({ degradedReason: "circuit_open", attempts: [] });
  expect(obtained.by === "rules" && obtained.retryAfterMs).toBeGreaterThan(4_000);
  expect(events).toMatchObject([
    { kind: "route" },
    { kind: "skip", model: "openai:a", cause: "circuit_open" },
    { kind: "degrade", degradedReason: "circuit_open" },
  ]);
  expect(models.ports.modelHealth.breakerStates()).toMatchObject([{ model: "openai:a", state: "open" }]);
});

test("a model left alone is tried again by one call after the pause, and then asked as usual", async () => {
  const dead = Array.from({ length: 5 }, () => ({ outcome: "timed_out" as const, ms: 100 }));
  const models = scripted(dead, { outcome: "succeeded", ms: 10 });
  for (let count = 0; count < 5; count++) await obtain(models, onlyA);
  await models.ports.runtime.sleep(6_000, new AbortController().signal);
  const { obtained, events } = await obtain(models, onlyA);
  expect(obtained.by).toBe("model");
  expect(events.filter(({ kind }) => kind === "breaker")).toMatchObject([
    { from: "open", to: "half_open" },
    { from: "half_open", to: "closed" },
  ]);
});

test.each([
  ["one model", onlyA],
  ["two models", { models: { cheap: ["openai:a", "openai:b"], strong: [] } }],
  ["a cheap and a strong one", { models: { cheap: ["openai:a"], strong: ["openai:c"] } }],
])("with %s and every call failing, a hundred operations make at most 120 calls", async (_, models) => {
  const dead = scripted([], { outcome: "provider_error", ms: 10 });
  for (let count = 0; count < 100; count++) await obtain(dead, models);
  expect(dead.requests.length).toBeLessThanOrEqual(120);
});

test("a fall-back that works is not held back by the failures before it", async () => {
  const models = scripted([]);
  models.ports.callModel = async (request) =>
    outcomeOf({ outcome: request.model === "openai:a" ? "provider_error" : "succeeded", ms: 10 });
  for (let count = 0; count < 50; count++) expect((await obtain(models)).obtained.by).toBe("model");
});

test("never exceeds the deadline or the limit of calls, whatever the models do", async () => {
  const step: fc.Arbitrary<Scripted> = fc.record(
    {
      outcome: fc.constantFrom(...attemptOutcomes),
      ms: fc.integer({ min: 0, max: 60_000 }),
      retryAfterMs: fc.integer({ min: 0, max: 30_000 }),
      schemaRefused: fc.constant(true as const),
    },
    { requiredKeys: ["outcome", "ms"] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 6 }),
      fc.float({ min: 0, max: 1 }),
      async (script, confidence) => {
        const models = scripted(script);
        const { obtained } = await obtain(models, {}, never, { answer: { confidence } });
        expect(models.ports.runtime.elapsedMs()).toBeLessThanOrEqual(modelTimeMs(policy));
        expect(models.requests.length).toBeLessThanOrEqual(policy.maxModelCalls);
        expect(obtained.attempts).toHaveLength(models.requests.length);
        expect(obtained.by === "model" || obtained.degradedReason !== null).toBe(true);
        const succeeded = obtained.attempts.some(({ outcome }) => outcome.outcome === "succeeded");
        expect(obtained.by === "model").toBe(succeeded);
      },
    ),
  );
});

test("a call gets as much to write as its money allows, and is settled with what it cost", async () => {
  const engine = scripted([
    { outcome: "provider_error", ms: 10 },
    { outcome: "succeeded", ms: 10 },
  ]);
  engine.purse.keep(1_000n, 512);
  const { events } = await obtain(engine, onlyA);
  expect(engine.requests.map(({ outputTokensMax }) => outputTokensMax)).toEqual([512, 512]);
  expect(engine.purse.settled).toEqual([
    { costNanoUsd: 0n, inputTokens: null },
    { costNanoUsd: 140_000n, inputTokens: 100 },
  ]);
  expect(events.filter(({ kind }) => kind === "budget")).toMatchObject([
    { decision: "reserved", costUsd: 1e-6 },
    { decision: "settled", costUsd: 0 },
    { decision: "reserved", costUsd: 1e-6 },
    { decision: "settled", costUsd: 0.00014 },
  ]);
});

test("a model without money is passed over, once", async () => {
  const engine = scripted([{ outcome: "succeeded", ms: 10 }]);
  engine.purse.refuse(["openai:a"], { cause: "price_unknown" });
  const { obtained, events } = await obtain(engine);
  expect(obtained).toMatchObject({ by: "model", attempt: { model: "openai:b" } });
  expect(events.filter(({ kind }) => kind === "skip")).toMatchObject([
    { model: "openai:a", cause: "price_unknown" },
  ]);
});

test("without money for any model the rules answer, and it is known when a budget is back", async () => {
  const engine = scripted([]);
  engine.purse.refuse(["openai:a", "openai:b"], { retryAfterMs: 90_000 });
  engine.purse.refuse(["openai:c", "openai:d"], { retryAfterMs: 60_000 });
  const { obtained } = await obtain(engine);
  expect(engine.requests).toEqual([]);
  expect(obtained).toMatchObject({ by: "rules", degradedReason: "budget", retryAfterMs: 60_000 });
});

test("when nobody can say what the budgets have left, no model is asked", async () => {
  const engine = scripted([]);
  engine.purse.refuse(["openai:a"], { cause: "database" });
  const { obtained } = await obtain(engine, onlyA);
  expect(obtained).toMatchObject({ by: "rules", degradedReason: "database", attempts: [] });
});

test("an answer is not asked for again when there is no money for it", async () => {
  const engine = scripted([{ outcome: "invalid_output", ms: 10 }]);
  const reserve = engine.ports.budget.reserve;
  let asked = 0;
  engine.ports.budget.reserve = async (wish) => {
    asked += 1;
    return asked === 1 ? reserve(wish) : { granted: false, cause: "budget", retryAfterMs: null };
  };
  const { obtained } = await obtain(engine, onlyA);
  expect(asked).toBe(2);
  expect(obtained).toMatchObject({ by: "rules", degradedReason: "invalid_output" });
});
