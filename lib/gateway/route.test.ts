import { expect, test } from "vitest";
import { planAttempts } from "./route.ts";

const policy = (cheap: string[], strong: string[]) => ({
  deadlineMs: 20_000,
  attemptTimeoutMs: 8_000,
  maxModelCalls: 3,
  cacheTtlSeconds: 60,
  reviewBelow: 0.7,
  models: { cheap, strong },
});

test("asks cheap models in their order, then strong ones", () => {
  expect(planAttempts(policy(["openai:a", "google:b"], ["anthropic:c"]))).toEqual([
    { model: "openai:a", tier: "cheap" },
    { model: "google:b", tier: "cheap" },
    { model: "anthropic:c", tier: "strong" },
  ]);
});

test("plans no more calls than the policy allows", () => {
  expect(planAttempts(policy(["openai:a", "openai:b", "openai:c", "openai:d"], []))).toHaveLength(3);
});

test("plans nothing without a model", () => {
  expect(planAttempts(policy([], []))).toEqual([]);
});
