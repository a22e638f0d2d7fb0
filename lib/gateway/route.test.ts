import { expect, test } from "vitest";
import { routeFor } from "./route.ts";

const models = { cheap: ["openai:a", "google:b"], strong: ["anthropic:c"] };

test("the other tier is there for when all models of the first one fail", () => {
  expect(routeFor({ models }, "cheap")).toEqual([
    { model: "openai:a", tier: "cheap" },
    { model: "google:b", tier: "cheap" },
    { model: "anthropic:c", tier: "strong" },
  ]);
  expect(routeFor({ models }, "strong").map(({ model }) => model)).toEqual([
    "anthropic:c",
    "openai:a",
    "google:b",
  ]);
});

test("plans nothing without a model", () => {
  expect(routeFor({ models: { cheap: [], strong: [] } }, "cheap")).toEqual([]);
});
