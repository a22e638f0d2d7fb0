import { expect, test } from "vitest";
import { policyPatchSchema } from "#lib/contracts/policy.ts";
import {
  differencesFrom,
  type EnvironmentValues,
  firstPolicy,
  parseEnvironmentValues,
  withEnvironment,
} from "./environment-policy.ts";
import { patched } from "./patch-policy.ts";

const environment: EnvironmentValues = {
  models: { cheap: ["openai:small", "openai:small", "compatible:llama3:8b"], strong: ["anthropic:big"] },
  attemptTimeoutMs: 8000,
  cacheTtlSeconds: 86_400,
  reviewBelow: 0.7,
};
const first = firstPolicy(environment);
const on = (model: string, timeoutMs: number | null = null) => ({ model, enabled: true, timeoutMs });

test("the first policy says what the environment says, each model once", () => {
  expect(first.models).toEqual({
    cheap: [on("openai:small"), on("compatible:llama3:8b")],
    strong: [on("anthropic:big")],
  });
  expect(first).toMatchObject({ attemptTimeoutMs: 8000, cacheTtlSeconds: 86_400, reviewBelow: 0.7 });
  expect(differencesFrom(environment, first)).toEqual([]);
});

test("what the console changed stays while the environment says the same, and is told", () => {
  const changed = patched(first, {
    reviewBelow: 0.5,
    models: { strong: [{ model: "anthropic:big", enabled: false, timeoutMs: null }] },
  });
  expect(withEnvironment(changed, environment, environment)).toEqual({ content: changed, changed: [] });
  expect(differencesFrom(environment, changed)).toEqual([
    { variable: "TRIAGE_STRONG_MODELS", environment: "anthropic:big", policy: "anthropic:big (disabled)" },
    { variable: "TRIAGE_REVIEW_BELOW", environment: "0.7", policy: "0.5" },
  ]);
});

test("a value that changed in the environment counts again, and nothing else does", () => {
  const changed = patched(first, {
    reviewBelow: 0.5,
    models: { cheap: [{ model: "openai:small", enabled: false, timeoutMs: 900 }] },
  });
  const now = {
    ...environment,
    models: { cheap: ["openai:new", "openai:small"], strong: ["anthropic:big"] },
  };
  const { content, changed: names } = withEnvironment(changed, environment, now);
  expect(names).toEqual(["TRIAGE_CHEAP_MODELS"]);
  expect(content.models.cheap).toEqual([on("openai:new"), on("openai:small", 900)]);
  expect(content.reviewBelow).toBe(0.5);
});

test("a variable that is taken away counts, too", () => {
  const now = { ...environment, models: { cheap: [], strong: [] } };
  expect(withEnvironment(first, environment, now).content.models).toEqual({ cheap: [], strong: [] });
});

test("what cannot be understood of an earlier start changes nothing", () => {
  expect(parseEnvironmentValues({ models: "?" })).toBeNull();
  expect(withEnvironment(first, null, { ...environment, reviewBelow: 0.1 })).toEqual({
    content: first,
    changed: [],
  });
});

test.each([
  [{ models: { cheap: [on("openai:a"), on("openai:a")] } }, "names a model twice"],
  [{ models: { cheap: [on("nobody:a")] } }, "must be provider:model"],
  [{ reviewBelow: 1.5 }, "1"],
  [{ maxModelCalls: 4 }, "3"],
  [{ unknown: 1 }, "unknown"],
])("refuses the change %j", (patch, message) => {
  expect(policyPatchSchema.safeParse(patch).error?.issues[0]?.message).toContain(message);
});

test("an empty change is none", () => {
  expect(policyPatchSchema.parse({})).toEqual({});
  expect(patched(first, policyPatchSchema.parse({ routing: {} }))).toEqual(first);
});
