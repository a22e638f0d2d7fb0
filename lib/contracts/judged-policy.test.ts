import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeAlike } from "./judged-policy.ts";
import { type PolicyContent, policyContentSchema } from "./policy.ts";

const on = (model: string, more: object = {}) => ({ model, enabled: true, timeoutMs: null, ...more });
const content = (part: object = {}): PolicyContent =>
  policyContentSchema.parse({
    models: { cheap: [on("openai:a"), on("openai:b")], strong: [] },
    routing: {},
    attemptTimeoutMs: 8000,
    cacheTtlSeconds: 60,
    reviewBelow: 0.7,
    ...part,
  });
const silent = { models: { cheap: [on("openai:a", { enabled: false })], strong: [] } };

test.each<[string, object, boolean]>([
  ["another order of models", { models: { cheap: [on("openai:b"), on("openai:a")], strong: [] } }, false],
  ["a model that is disabled", { models: { cheap: [on("openai:a")], strong: [] } }, false],
  ["a model in the other tier", { models: { cheap: [on("openai:a")], strong: [on("openai:b")] } }, false],
  [
    "log-probabilities",
    { models: { cheap: [on("openai:a", { logProbabilities: true }), on("openai:b")], strong: [] } },
    false,
  ],
  ["no model", silent, false],
  ["a threshold of routing", { routing: { escalateBelow: 0.9 } }, false],
  ["fewer calls", { maxModelCalls: 1 }, false],
  [
    "a disabled model that is taken out",
    { models: { cheap: [on("openai:a"), on("openai:b"), on("openai:c", { enabled: false })], strong: [] } },
    true,
  ],
  [
    "a time limit of a model",
    { models: { cheap: [on("openai:a", { timeoutMs: 900 }), on("openai:b")], strong: [] } },
    true,
  ],
  ["time limits, reuse and review", { attemptTimeoutMs: 50, cacheTtlSeconds: 0, reviewBelow: 0.1 }, true],
  ["the prompt, which is judged as itself", { prompts: { active: "0123456789ab", candidate: null } }, true],
])("%s", (_, part, alike) => {
  expect(judgeAlike(content(), content(part))).toBe(alike);
});

test("without a model, nothing that steers models changes a card", () => {
  const calls = fc.integer({ min: 1, max: 3 });
  const escalateBelow = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(calls, escalateBelow, (maxModelCalls, below) => {
      const steered = { maxModelCalls, routing: { escalateBelow: below } };
      expect(judgeAlike(content(silent), content({ ...silent, ...steered }))).toBe(true);
    }),
  );
});

test("what is stored and read again judges alike, whatever the order of its fields", () => {
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : value !== null && typeof value === "object"
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, each]) => [name, turned(each)]),
          )
        : value;
  const stored = policyContentSchema.parse(turned(content()));
  expect(judgeAlike(stored, content())).toBe(true);
});
