import { expect, test } from "vitest";
import { plainName, priceText, providerOf } from "./model-words.ts";

test.each([
  ["openai:gpt-5-mini", "OpenAI", "gpt-5-mini"],
  ["compatible:llama3:8b", "OpenAI-compatible server", "llama3:8b"],
  ["nobody:x", "Unknown provider", "x"],
])("%s is of %s", (model, provider, name) => {
  expect(providerOf(model)).toBe(provider);
  expect(plainName(model)).toBe(name);
});

test.each([
  [{ input: 0.25, output: 2 }, "$0.25 in, $2 out per million tokens"],
  [{ input: 0.0375, output: 15 }, "$0.0375 in, $15 out per million tokens"],
])("a price reads with the digits that matter", (price, text) => {
  expect(priceText(price).replaceAll(".00", "")).toBe(text);
});
