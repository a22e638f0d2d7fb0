import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ModelOutcome } from "../gateway/model-port.ts";
import { createBreakers } from "./circuit-breakers.ts";

const base = {
  ms: 1,
  usage: null,
  sent: true,
  statusCode: null,
  simulated: false,
  providerRequestId: null,
  detail: "d",
};
const silent: ModelOutcome = { ...base, outcome: "timed_out" };
const broken: ModelOutcome = { ...base, outcome: "provider_error", retryable: true, retryAfterMs: null };
const garbled: ModelOutcome = { ...base, outcome: "invalid_output", rawText: null, complaint: null };
const notCounted = {
  "a request that was not accepted": { ...broken, retryable: false },
  "a wrong key": { ...base, outcome: "provider_auth" },
  "a caller who hung up": { ...base, outcome: "aborted" },
  "a refusal with a time to come back": {
    ...base,
    outcome: "rate_limited",
    retryAfterMs: 1,
    quotaExhausted: false,
  },
} satisfies Record<string, ModelOutcome>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const model = "openai:a";

async function run(breakers: ReturnType<typeof createBreakers>, outcomes: ModelOutcome[]) {
  const guarded = [];
  for (const outcome of outcomes) guarded.push(await breakers.guard(model, async () => outcome));
  return guarded;
}

test.each([silent, broken])("five faults in a row ($outcome) open it; its own model only", async (fault) => {
  const breakers = createBreakers();
  const guarded = await run(breakers, [fault, fault, fault, fault, fault]);
  expect(guarded.at(-1)).toMatchObject({ admitted: true, changes: [{ from: "closed", to: "open" }] });
  expect(breakers.stateOf(model)).toMatchObject({ state: "open", callableInMs: 5_005 });
  expect(breakers.stateOf("openai:b")).toMatchObject({ state: "closed", callableInMs: 0 });
  expect(await breakers.guard(model, async () => garbled)).toEqual({ admitted: false });
  expect(breakers.states().map((state) => [state.model, state.state])).toEqual([
    [model, "open"],
    ["openai:b", "closed"],
  ]);
});

test("an answer between faults keeps it closed, whatever the answer was worth", async () => {
  const breakers = createBreakers();
  await run(breakers, [silent, silent, silent, silent, garbled, silent, silent, silent, silent]);
  expect(breakers.stateOf(model).state).toBe("closed");
});

test.each(Object.entries(notCounted))("%s counts neither way", async (_, outcome) => {
  const breakers = createBreakers();
  await run(
    breakers,
    Array.from({ length: 20 }, () => outcome),
  );
  expect(breakers.stateOf(model).state).toBe("closed");
  await run(breakers, [silent, silent, outcome, silent, silent, outcome, silent]);
  expect(breakers.stateOf(model).state).toBe("open");
});

test("after the pause one call probes, and nobody else meanwhile", async () => {
  const breakers = createBreakers();
  await run(breakers, [silent, silent, silent, silent, silent]);
  vi.setSystemTime(5_100);
  const probe = Promise.withResolvers<ModelOutcome>();
  const probing = breakers.guard(model, () => probe.promise);
  expect(breakers.stateOf(model).state).toBe("half_open");
  expect(await breakers.guard(model, async () => garbled)).toEqual({ admitted: false });
  probe.resolve(garbled);
  expect(await probing).toMatchObject({
    changes: [
      { from: "open", to: "half_open" },
      { from: "half_open", to: "closed" },
    ],
  });
});

test.each([
  ["fails", silent],
  ["is given up by its caller", notCounted["a caller who hung up"]],
])("a probe that %s keeps it open, for longer and longer", async (_, outcome) => {
  const breakers = createBreakers();
  await run(breakers, [silent, silent, silent, silent, silent]);
  const pauses = [];
  for (let probe = 0; probe < 5; probe++) {
    pauses.push(breakers.stateOf(model).callableInMs);
    vi.setSystemTime(Date.now() + breakers.stateOf(model).callableInMs);
    expect(await breakers.guard(model, async () => outcome)).toMatchObject({ admitted: true });
  }
  expect(pauses).toEqual([5_005, 10_005, 20_005, 30_005, 30_005]);
});
