import { expect, test } from "vitest";
import { routeFor } from "./route.ts";

test("asks cheap models in their order, then strong ones", () => {
  const models = { cheap: ["openai:a", "google:b"], strong: ["anthropic:c"] };
  expect(routeFor({ models }).order).toEqual([
    { model: "openai:a", tier: "cheap" },
    { model: "google:b", tier: "cheap" },
    { model: "anthropic:c", tier: "strong" },
  ]);
});

test("plans nothing without a model, and always says why", () => {
  expect(routeFor({ models: { cheap: [], strong: [] } })).toEqual({
    order: [],
    reason: "No model is configured; the rules engine reads.",
  });
  expect(routeFor({ models: { cheap: [], strong: ["openai:a"] } }).reason).toMatch(/strong/);
});
