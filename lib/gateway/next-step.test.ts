import fc from "fast-check";
import { expect, test } from "vitest";
import type { Extraction } from "../contracts/facts.ts";
import { attemptPurposes } from "../contracts/trace.ts";
import { tiers } from "../contracts/vocabulary.ts";
import type { Attempt } from "./attempt.ts";
import type { Standing } from "./model-health.ts";
import type { ModelOutcome } from "./model-port.ts";
import { nextStep, type Situation } from "./next-step.ts";

const base = {
  ms: 10,
  usage: null,
  sent: true,
  statusCode: 500,
  simulated: false,
  providerRequestId: null,
  detail: "d",
};
const failure = { ...base, outcome: "provider_error", retryable: true, retryAfterMs: null } as const;
const outcomes = {
  succeeded: {
    ...base,
    outcome: "succeeded",
    extraction: {} as Extraction,
    likelihood: null,
    answerRepairs: [],
  },
  "503": failure,
  "404": { ...failure, retryable: false },
  "400 schema": { ...failure, retryable: false, schemaRefused: true },
  "429": { ...base, outcome: "rate_limited", retryAfterMs: null, quotaExhausted: false },
  quota: { ...base, outcome: "rate_limited", retryAfterMs: null, quotaExhausted: true },
  "401": { ...base, outcome: "provider_auth" },
  refused: { ...base, outcome: "refused" },
  invalid: { ...base, outcome: "invalid_output", rawText: "{}", complaint: "- steps: too_small" },
  truncated: { ...base, outcome: "invalid_output", rawText: "{", complaint: null },
  silent: { ...base, outcome: "timed_out" },
  aborted: { ...base, outcome: "aborted" },
} satisfies Record<string, ModelOutcome>;
type Ending = keyof typeof outcomes;

const tierOf = (model: string) => (model.startsWith("s") ? "strong" : "cheap");

function attemptsOf(made: [string, Ending][]): Attempt[] {
  return made.map(([model, ending], index) => ({
    id: `att_${index}`,
    ordinal: index + 1,
    model,
    tier: tierOf(model),
    purpose: made[index - 1]?.[0] === model && made[index - 1]?.[1] === "invalid" ? "re_ask" : "first",
    promptVersion: "v",
    startedAt: new Date(0),
    waitMs: 0,
    outcome: outcomes[ending],
    costNanoUsd: null,
    pricesVersion: "prices_test",
  }));
}

const standing = (
  change: { open?: number; rest?: number; inFlight?: number; workedMsAgo?: number | null } = {},
): Standing => ({
  breaker: { model: "m", state: change.open ? "open" : "closed", callableInMs: change.open ?? 0 },
  restMs: change.rest ?? 0,
  inFlight: change.inFlight ?? 0,
  workedMsAgo: change.workedMsAgo ?? null,
});

function situation(
  models: string[],
  made: [string, Ending][],
  change: Partial<Situation> & { standings?: Record<string, Standing> } = {},
): Situation {
  const { standings = {}, ...rest } = change;
  return {
    route: models.map((model) => ({ model, tier: tierOf(model) })),
    attempts: attemptsOf(made),
    escalated: null,
    standingOf: (model) => standings[model] ?? standing(),
    budgets: { retry: true, reAsk: true },
    isUnaffordable: () => false,
    heldMs: 0,
    callsLeft: 3 - made.length,
    leftMs: 10_000,
    leastCallMs: 1_000,
    random: 0.5,
    ...rest,
  };
}

/** The decision in a few words: "retry a after 200". */
function told(input: Situation): string {
  const { step } = nextStep(input);
  if (step.kind === "hold") return `hold for ${step.target.model}`;
  if (step.kind !== "call") return step.kind;
  return `${step.purpose} ${step.target.model}${step.waitMs > 0 ? ` after ${Math.round(step.waitMs)}` : ""}`;
}

test.each<[string, string[], [string, Ending][], string]>([
  ["begins with the preferred model", ["a", "b"], [], "first a"],
  ["takes an answer", ["a", "b"], [["a", "succeeded"]], "accept"],
  ["stops when the caller gave up", ["a", "b"], [["a", "aborted"]], "stop"],
  ["tries the only model again after a wait", ["a"], [["a", "503"]], "retry a after 200"],
  [
    "waits longer the second time",
    ["a"],
    [
      ["a", "503"],
      ["a", "429"],
    ],
    "retry a after 400",
  ],
  ["prefers an untried model of the tier to a wait", ["a", "b"], [["a", "503"]], "fall_back b"],
  ["tries the cheap model again before a stronger one", ["a", "s"], [["a", "503"]], "retry a after 200"],
  [
    "keeps the last call for the stronger one",
    ["a", "s"],
    [
      ["a", "503"],
      ["a", "503"],
    ],
    "fall_back s",
  ],
  [
    "and also when two cheap ones failed",
    ["a", "b", "s"],
    [
      ["a", "503"],
      ["b", "503"],
    ],
    "fall_back s",
  ],
  [
    "goes back to the model that may work again",
    ["a", "b"],
    [
      ["a", "429"],
      ["b", "404"],
    ],
    "retry a after 200",
  ],
  ["does not repeat a refused request", ["a"], [["a", "404"]], "stop"],
  ["does not repeat with a wrong key", ["a"], [["a", "401"]], "stop"],
  ["does not repeat without quota", ["a"], [["a", "quota"]], "stop"],
  ["does not repeat a call that ran out of time", ["a"], [["a", "silent"]], "stop"],
  ["does not argue with a refusal", ["a"], [["a", "refused"]], "stop"],
  ["goes on from each of them", ["a", "s"], [["a", "404"]], "fall_back s"],
  ["asks again with the complaint", ["a", "s"], [["a", "invalid"]], "re_ask a"],
  [
    "but once only",
    ["a", "s"],
    [
      ["a", "invalid"],
      ["a", "invalid"],
    ],
    "fall_back s",
  ],
  [
    "once for all models",
    ["a", "b"],
    [
      ["a", "invalid"],
      ["a", "invalid"],
    ],
    "fall_back b",
  ],
  ["does not ask again for what was cut off", ["a", "b"], [["a", "truncated"]], "fall_back b"],
  ["asks without a schema where none is taken", ["a", "b"], [["a", "400 schema"]], "without_schema a"],
  [
    "makes no fourth call",
    ["a"],
    [
      ["a", "503"],
      ["a", "503"],
      ["a", "503"],
    ],
    "stop",
  ],
])("%s", (_, models, made, expected) => {
  expect(told(situation(models, made))).toBe(expected);
});

test.each<[string, Situation, string, object[]]>([
  [
    "waits for advice that fits",
    situation(["a"], [["a", "429"]], { standings: { a: standing({ rest: 3_000 }) } }),
    "retry a after 3085",
    [],
  ],
  [
    "does not wait for advice that does not fit",
    situation(["a"], [["a", "429"]], { standings: { a: standing({ rest: 9_500 }) } }),
    "stop",
    [{ model: "a", cause: "wait_too_long", retryAfterMs: 9_500 }],
  ],
  [
    "goes to a stronger model rather than wait for long",
    situation(["a", "s"], [["a", "429"]], { standings: { a: standing({ rest: 3_000 }) } }),
    "fall_back s",
    [],
  ],
  [
    "waits briefly rather than pay for a stronger model",
    situation(["a", "s"], [], { standings: { a: standing({ rest: 500 }) } }),
    "first a after 585",
    [],
  ],
  [
    "passes over a model that is left alone",
    situation(["a", "b"], [], { standings: { a: standing({ open: 5_000 }) } }),
    "first b",
    [{ model: "a", cause: "circuit_open", retryAfterMs: 5_000 }],
  ],
  [
    "passes over a model that wants to be left alone for too long",
    situation(["a", "b"], [], { standings: { a: standing({ rest: 60_000 }) } }),
    "first b",
    [{ model: "a", cause: "retry_after", retryAfterMs: 60_000 }],
  ],
  [
    "adds no load when too much fails",
    situation(["a"], [["a", "503"]], { budgets: { retry: false, reAsk: true } }),
    "stop",
    [{ model: "a", cause: "retry_budget", retryAfterMs: null }],
  ],
  [
    "but sends a scout to a model that nobody is calling",
    situation(["a", "b"], [["a", "503"]], { budgets: { retry: false, reAsk: true } }),
    "fall_back b",
    [{ model: "a", cause: "retry_budget", retryAfterMs: null }],
  ],
  [
    "waits to see how the others fare",
    situation(["a", "b"], [["a", "404"]], {
      budgets: { retry: false, reAsk: false },
      standings: { b: standing({ inFlight: 1 }) },
    }),
    "hold for b",
    [],
  ],
  [
    "goes on when one of them was answered meanwhile",
    situation(["a", "b"], [["a", "404"]], {
      budgets: { retry: false, reAsk: false },
      standings: { b: standing({ inFlight: 1, workedMsAgo: 50 }) },
      heldMs: 400,
    }),
    "fall_back b",
    [],
  ],
  [
    "but not for ever",
    situation(["a", "b"], [["a", "404"]], {
      budgets: { retry: false, reAsk: false },
      standings: { b: standing({ inFlight: 1 }) },
      heldMs: 4_000,
    }),
    "stop",
    [{ model: "b", cause: "retry_budget", retryAfterMs: null }],
  ],
  [
    "always makes the first call",
    situation(["a"], [], { budgets: { retry: false, reAsk: false } }),
    "first a",
    [],
  ],
  [
    "starts no call that has no time to end",
    situation(["a", "b"], [["a", "404"]], { leftMs: 900 }),
    "stop",
    [],
  ],
])("%s", (_, input, expected, skips) => {
  expect(told(input)).toBe(expected);
  expect(nextStep(input).skips).toEqual(skips);
});

const anyStanding = fc.record({
  open: fc.constantFrom(0, 0, 700),
  rest: fc.constantFrom(0, 0, 300, 4_000, 50_000),
  inFlight: fc.integer({ min: 0, max: 2 }),
  workedMsAgo: fc.option(fc.integer({ min: 0, max: 5_000 })),
});
const anySituation = fc
  .record({
    made: fc.array(
      fc.tuple(
        fc.constantFrom("a", "b", "s"),
        fc.constantFrom<Ending>(...(Object.keys(outcomes) as Ending[])),
      ),
      { maxLength: 3 },
    ),
    standings: fc.record({ a: anyStanding, b: anyStanding, s: anyStanding }),
    heldMs: fc.constantFrom(0, 1_900, 4_100),
    budgets: fc.record({ retry: fc.boolean(), reAsk: fc.boolean() }),
    leftMs: fc.integer({ min: 0, max: 10_000 }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })
  .map(({ made, standings, ...rest }) =>
    situation(["a", "b", "s"], made, {
      ...rest,
      standings: { a: standing(standings.a), b: standing(standings.b), s: standing(standings.s) },
    }),
  );

test("whatever happened, a call is one that may be made now and can still end", () => {
  fc.assert(
    fc.property(anySituation, (input) => {
      const { step } = nextStep(input);
      if (step.kind !== "call") return;
      const { breaker, restMs, inFlight, workedMsAgo } = input.standingOf(step.target.model);
      expect(input.callsLeft).toBeGreaterThan(0);
      expect(breaker.callableInMs).toBe(0);
      expect(step.waitMs + input.leastCallMs).toBeLessThanOrEqual(input.leftMs);
      expect(attemptPurposes).toContain(step.purpose);
      expect(tiers).toContain(step.target.tier);
      const again = step.purpose === "re_ask" || step.purpose === "without_schema";
      if (!again) expect(step.waitMs).toBeGreaterThanOrEqual(restMs);
      if (step.budget === "retry") expect(input.budgets.retry).toBe(true);
      if (step.budget === "reAsk") expect(input.budgets.reAsk).toBe(true);
      const proven = workedMsAgo !== null && workedMsAgo <= input.heldMs;
      const free = step.purpose === "fall_back" && (inFlight === 0 || proven);
      if (input.attempts.length > 0 && !again && !free) expect(step.budget).toBe("retry");
    }),
  );
});

test("whatever happened, what a repetition does not help is not repeated", () => {
  const final: Ending[] = ["404", "401", "quota", "refused", "silent", "truncated"];
  fc.assert(
    fc.property(anySituation, (input) => {
      const { step } = nextStep(input);
      if (step.kind !== "call") return;
      const last = input.attempts.findLast(({ model }) => model === step.target.model);
      expect(final.map((ending) => outcomes[ending])).not.toContain(last?.outcome);
    }),
  );
});
