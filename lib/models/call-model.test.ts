import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/server.ts";
import { extractionSchema } from "../contracts/facts.ts";
import type { ModelOutcome, ReAsk } from "../gateway/model-port.ts";
import { createCallModel } from "./call-model.ts";
import { renderTriagePrompt } from "./prompts.ts";
import type { ModelSettings } from "./providers.ts";

const ticket =
  "502 spike on /checkout since 10:02, all regions, production. Password of the pager: hunter2-secret";
const key = "sk-very-secret-key";
const enoughMs = 20_000;
const shortMs = 150;

let simulator: Simulator;
let settings: ModelSettings;

beforeAll(async () => {
  simulator = await startSimulator();
  const v1 = { apiKey: key, baseUrl: `${simulator.url}/v1` };
  settings = {
    openai: v1,
    anthropic: v1,
    google: { apiKey: key, baseUrl: `${simulator.url}/v1beta` },
    compatible: v1,
  };
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

function ask(
  model: string,
  options: { timeoutMs?: number; signal?: AbortSignal; reAsk?: ReAsk; logProbabilities?: boolean } = {},
) {
  return createCallModel(settings)({
    model,
    prompt: renderTriagePrompt({ text: ticket, service: "checkout" }),
    reAsk: options.reAsk ?? null,
    logProbabilities: options.logProbabilities ?? false,
    outputTokensMax: null,
    timeoutMs: options.timeoutMs ?? enoughMs,
    signal: options.signal ?? new AbortController().signal,
  });
}

function expectNoSecrets(outcome: ModelOutcome) {
  if (outcome.outcome === "succeeded") return;
  expect(outcome.detail).not.toMatch(/hunter2|sk-very|checkout/);
  expect(outcome.detail.length).toBeGreaterThan(0);
  expect(outcome.detail.length).toBeLessThanOrEqual(200);
}

const kinds = [
  { model: "openai:gpt-4o-mini", wire: "responses" },
  { model: "anthropic:claude-haiku-4-5", wire: "messages" },
  { model: "anthropic:a-model-without-native-schemas", wire: "messages" },
  { model: "google:gemini-2.5-flash", wire: "generate-content" },
  { model: "compatible:llama3:8b", wire: "chat-completions" },
] as const;

describe.each(kinds)("$model", ({ model, wire }) => {
  test("gives a valid extraction, its usage and where it came from", async () => {
    const outcome = await ask(model);

    const [call] = simulator.calls();
    expect(call).toMatchObject({
      wire,
      model: model.slice(model.indexOf(":") + 1),
      ticket,
      authorized: true,
    });
    expect(outcome).toMatchObject({
      outcome: "succeeded",
      answerRepairs: [],
      statusCode: 200,
      simulated: true,
      providerRequestId: "sim-request-1",
      usage: {
        inputTokens: call?.usage?.input,
        cachedInputTokens: 0,
        cacheWriteTokens: call?.usage?.cacheWrite,
        outputTokens: call?.usage?.output,
        reasoningTokens: 0,
      },
    });
    if (outcome.outcome !== "succeeded") return;
    expect(extractionSchema.parse(outcome.extraction)).toEqual(outcome.extraction);
    expect(ticket).toContain(outcome.extraction.facts.cues[0]?.quote);
  });

  test("counts tokens read from the provider's cache once, inside the input", async () => {
    await ask(model);
    const outcome = await ask(model);

    const call = simulator.calls()[1];
    expect(call?.usage?.cached).toBeGreaterThan(1000);
    expect(outcome.usage).toMatchObject({
      inputTokens: call?.usage?.input,
      cachedInputTokens: call?.usage?.cached,
      cacheWriteTokens: 0,
    });
  });

  test.each([
    ["fenced", ["fence"]],
    ["trailing-text", ["surrounding_text"]],
    ["broken-content", ["punctuation"]],
    ["extra-fields", ["surplus_fields"]],
  ])("repairs the form of an answer that is %s, and says how", async (fault, answerRepairs) => {
    simulator.script([{ faults: [fault] }]);
    const outcome = await ask(model);
    expect(outcome).toMatchObject({ outcome: "succeeded", answerRepairs });
    expect(JSON.stringify(outcome)).not.toContain('surplus"');
    simulator.script([]);
    const well = await ask(model);
    expect(outcome).toMatchObject({ extraction: "extraction" in well ? well.extraction : null });
  });

  test.each([
    ["prose", "not JSON", /^not JSON; /],
    ["cut-answer", "not JSON", /^not JSON; /],
    [
      "nulls",
      "does not match the schema: facts.kind invalid_type, summary invalid_type",
      /summary: .*string/,
    ],
    ["wrong-enum", "does not match the schema: facts.scope.value invalid_value", /one of all, many, /],
    ["two-steps", "does not match the schema: steps too_small", /steps: too_small, expected at least 3/],
    ["empty", "empty answer", /^empty answer; /],
    ["array", "does not match the schema: answer invalid_type", /answer: .*object/],
    ["truncated", "stopped at the output limit", null],
  ])("calls an answer with %s invalid and keeps its usage", async (fault, detail, complaint) => {
    simulator.script([{ faults: [fault] }]);
    const outcome = await ask(model);
    expect(outcome).toMatchObject({
      outcome: "invalid_output",
      detail,
      complaint: complaint && expect.stringMatching(complaint),
      statusCode: 200,
    });
    expect(outcome.usage?.inputTokens).toBe(simulator.calls()[0]?.usage?.input);
    if (outcome.outcome === "invalid_output") {
      expect(outcome.rawText?.length ?? 0).toBeLessThanOrEqual(4096);
      expect(outcome.rawText === null).toBe(fault === "empty");
    }
    expectNoSecrets(outcome);
  });

  test("knows a refusal and what it cost", async () => {
    simulator.script([{ faults: ["refusal"] }]);
    const outcome = await ask(model);
    expect(outcome).toMatchObject({ outcome: "refused", statusCode: 200 });
    expect(outcome.usage?.inputTokens).toBeGreaterThan(0);
  });

  test.each([
    [400, { outcome: "provider_error", retryable: false }],
    [401, { outcome: "provider_auth" }],
    [403, { outcome: "provider_auth" }],
    [404, { outcome: "provider_error", retryable: false }],
    [408, { outcome: "provider_error", retryable: true }],
    [409, { outcome: "provider_error", retryable: true }],
    [422, { outcome: "provider_error", retryable: false }],
    [429, { outcome: "rate_limited", retryAfterMs: null, quotaExhausted: false }],
    [500, { outcome: "provider_error", retryable: true }],
    [502, { outcome: "provider_error", retryable: true }],
    [503, { outcome: "provider_error", retryable: true }],
    [529, { outcome: "provider_error", retryable: true }],
  ])("maps status %i to one outcome after one request", async (statusCode, expected) => {
    simulator.script([{ faults: [`status-${statusCode}`] }]);
    const outcome = await ask(model);
    expect(outcome).toMatchObject({ ...expected, statusCode, usage: null, simulated: true });
    expect(simulator.calls()).toHaveLength(1);
    expectNoSecrets(outcome);
  });

  test.each(["retry-after-seconds", "retry-after-ms", "retry-after-date"])(
    "hears the advice to wait given as %s",
    async (fault) => {
      simulator.script([{ faults: [fault] }]);
      const outcome = await ask(model);
      expect(outcome).toMatchObject({ outcome: "rate_limited", quotaExhausted: false });
      if (outcome.outcome !== "rate_limited") return;
      expect(outcome.retryAfterMs).toBeGreaterThan(0);
      expect(outcome.retryAfterMs).toBeLessThanOrEqual(2000);
    },
  );

  test("tells a used-up quota from too many requests", async () => {
    simulator.script([{ faults: ["quota-exhausted"] }]);
    expect(await ask(model)).toMatchObject({ outcome: "rate_limited", quotaExhausted: true });
  });

  test("knows a refused key, whatever status says so", async () => {
    simulator.script([{ faults: ["bad-key"] }]);
    const outcome = await ask(model);
    expect(outcome).toMatchObject({ outcome: "provider_auth" });
    expectNoSecrets(outcome);
  });

  test.each(["silent", "headers-then-silence", "drip"])("gives up on a server that is %s", async (fault) => {
    simulator.script([{ faults: [fault] }]);
    const outcome = await ask(model, { timeoutMs: shortMs });
    expect(outcome).toMatchObject({ outcome: "timed_out", usage: null });
    await simulator.idle();
    expect(simulator.calls()[0]?.state).toBe("aborted");
  });

  test.each(["cut-body", "reset", "malformed-envelope", "html", "error-in-200"])(
    "calls a broken answer (%s) a provider error worth repeating",
    async (fault) => {
      simulator.script([{ faults: [fault] }]);
      const outcome = await ask(model);
      expect(outcome).toMatchObject({ outcome: "provider_error", retryable: true, usage: null });
      expectNoSecrets(outcome);
    },
  );

  test("stops reading an answer of megabytes", async () => {
    simulator.script([{ faults: ["huge"] }]);
    expect(await ask(model)).toMatchObject({
      outcome: "invalid_output",
      detail: "answer longer than 1048576 bytes",
      rawText: null,
      complaint: null,
      statusCode: 200,
    });
  });

  test("hangs up when the caller does", async () => {
    simulator.script([{ faults: ["silent"] }]);
    const caller = new AbortController();
    const pending = ask(model, { signal: caller.signal });
    await expect.poll(() => simulator.calls().length).toBe(1);
    caller.abort();
    expect(await pending).toMatchObject({ outcome: "aborted", usage: null, statusCode: null });
    await simulator.idle();
    expect(simulator.calls()[0]?.state).toBe("aborted");
  });

  test("does not call at all when the caller is already gone", async () => {
    expect(await ask(model, { signal: AbortSignal.abort() })).toMatchObject({ outcome: "aborted" });
    expect(simulator.calls()).toHaveLength(0);
  });

  test("asks again with the complaint and the refused answer as data beside the same ticket", async () => {
    const reAsk = { complaint: "- steps: too_small", answer: `{"steps": []} ${"x".repeat(4000)}` };
    expect(await ask(model, { reAsk })).toMatchObject({ outcome: "succeeded" });
    const [call] = simulator.calls();
    expect(call?.ticket).toBe(ticket);
    const sent = JSON.stringify(call?.request);
    expect(sent).toContain("- steps: too_small");
    expect(sent).toContain("(shortened)");
    expect(sent).not.toContain("x".repeat(1501));
  });

  test("sends the schema, closed and with every field required", async () => {
    await ask(model);
    const request = JSON.stringify(simulator.calls()[0]?.request);
    expect(request).toContain('"additionalProperties":false');
    expect(request).toContain('"redundancy_lost"');
    expect(request).not.toContain("maxLength");
  });
});

describe("advice in the body", () => {
  test.each(["openai:gpt-4o-mini", "google:gemini-2.5-flash", "compatible:llama3"])(
    "%s tells how long to wait",
    async (model) => {
      simulator.script([{ faults: ["retry-in-body"] }]);
      expect(await ask(model)).toMatchObject({ outcome: "rate_limited", retryAfterMs: 2000 });
    },
  );
});

describe("reasoning tokens", () => {
  test.each(["openai:o4-reasoning", "google:gemini-reasoning", "compatible:qwen-reasoning"])(
    "%s counts them inside the output",
    async (model) => {
      const outcome = await ask(model);
      expect(outcome.usage?.reasoningTokens).toBe(192);
      expect(outcome.usage?.outputTokens).toBe(simulator.calls()[0]?.usage?.output);
    },
  );
});

describe("a compatible server that refuses JSON Schemas", () => {
  test("says so in one call, and is asked for plain JSON from then on", async () => {
    simulator.script([{ faults: ["reject-schema"], repeat: true }]);
    const callModel = createCallModel(settings);
    const request = {
      model: "compatible:deepseek-chat",
      prompt: renderTriagePrompt({ text: ticket }),
      reAsk: null,
      logProbabilities: false,
      outputTokensMax: null,
      timeoutMs: enoughMs,
      signal: new AbortController().signal,
    };
    expect(await callModel(request)).toMatchObject({ outcome: "provider_error", schemaRefused: true });
    expect(await callModel(request)).toMatchObject({ outcome: "succeeded" });
    expect(await callModel(request)).toMatchObject({ outcome: "succeeded" });
    expect(simulator.calls().map((call) => call.status)).toEqual([400, 200, 200]);
  });
});

describe("log-probabilities", () => {
  const asksFor = (request: unknown) => /logprobs/.test(JSON.stringify(request));

  test.each(["openai:gpt-4o-mini", "compatible:llama3:8b"])(
    "%s is asked for them where the policy says so, and tells how likely its opinion was",
    async (model) => {
      expect(await ask(model)).toMatchObject({ outcome: "succeeded", likelihood: null });
      const told = await ask(model, { logProbabilities: true });
      expect(told).toMatchObject({
        outcome: "succeeded",
        likelihood: { category: expect.closeTo(0.8), severity: expect.closeTo(0.8) },
      });
      expect(simulator.calls().map(({ request }) => asksFor(request))).toEqual([false, true]);
    },
  );

  test.each(["anthropic:claude-haiku-4-5", "google:gemini-2.5-flash"])(
    "%s, which tells none, is not asked",
    async (model) => {
      const told = await ask(model, { logProbabilities: true });
      expect(told).toMatchObject({ outcome: "succeeded", likelihood: null });
      expect(simulator.calls().map(({ request }) => asksFor(request))).toEqual([false]);
    },
  );

  test.each(["openai:gpt-4o-mini", "compatible:llama3"])(
    "%s that refuses them is asked without from the next call on, and the test of it says why",
    async (model) => {
      simulator.script([{ faults: ["reject-logprobs"], repeat: true }]);
      const callModel = createCallModel(settings);
      const request = {
        model,
        prompt: renderTriagePrompt({ text: ticket }),
        reAsk: null,
        logProbabilities: true,
        outputTokensMax: null,
        timeoutMs: enoughMs,
        signal: new AbortController().signal,
      };
      const refused = await callModel(request);
      expect(refused).toMatchObject({ outcome: "provider_error", retryable: true, statusCode: 400 });
      expect("detail" in refused && refused.detail).toBe("400 log-probabilities not accepted");
      expect(await callModel(request)).toMatchObject({ outcome: "succeeded", likelihood: null });
    },
  );
});

describe("settings", () => {
  beforeEach(() => {
    for (const name of ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"])
      vi.stubEnv(name, "sk-from-the-environment");
  });
  afterEach(() => vi.unstubAllEnvs());

  const none = { apiKey: null, baseUrl: null };
  const bare: ModelSettings = { openai: none, anthropic: none, google: none, compatible: none };
  const request = {
    prompt: renderTriagePrompt({ text: ticket }),
    reAsk: null,
    logProbabilities: false,
    outputTokensMax: null,
    timeoutMs: enoughMs,
    signal: new AbortController().signal,
  };

  test.each(["openai:gpt-4o-mini", "anthropic:claude-haiku-4-5", "google:gemini-2.5-flash"])(
    "%s without a key is not called, even when the environment has one",
    async (model) => {
      expect(await createCallModel(bare)({ ...request, model })).toMatchObject({
        outcome: "provider_auth",
        statusCode: null,
      });
    },
  );

  test.each(["compatible:llama3", "unknown:model", "openai:", "gpt-4o"])(
    "%s without an address or a provider is an error that no repetition cures",
    async (model) => {
      expect(await createCallModel(bare)({ ...request, model })).toMatchObject({
        outcome: "provider_error",
        retryable: false,
      });
    },
  );

  test("a compatible server needs no key", async () => {
    const open = { ...bare, compatible: { apiKey: null, baseUrl: `${simulator.url}/v1` } };
    expect(await createCallModel(open)({ ...request, model: "compatible:llama3" })).toMatchObject({
      outcome: "succeeded",
    });
    expect(simulator.calls()[0]?.authorized).toBe(false);
  });

  test("an address where nobody listens is a provider error worth repeating", async () => {
    const closed = await startSimulator();
    await closed.close();
    const nobody = { ...bare, compatible: { apiKey: null, baseUrl: `${closed.url}/v1` } };
    expect(await createCallModel(nobody)({ ...request, model: "compatible:llama3" })).toMatchObject({
      outcome: "provider_error",
      retryable: true,
      statusCode: null,
    });
  });
});
