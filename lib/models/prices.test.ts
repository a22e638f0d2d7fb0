import { findProvider } from "@pydantic/genai-prices";
import { describe, expect, test } from "vitest";
import { createPriceTable } from "./prices.ts";

const at = new Date("2026-06-01T12:00:00Z");
const published = createPriceTable({});

test("knows what providers publish, with cache rates and tiers", () => {
  expect(published.priceOf("openai:gpt-4o-mini", at)).toMatchObject({
    input: 0.15,
    cacheRead: 0.075,
    output: 0.6,
  });
  expect(published.priceOf("anthropic:claude-haiku-4-5", at)).toEqual({
    input: 1,
    cacheRead: 0.1,
    cacheWrite: 1.25,
    cacheWrite1h: 2,
    output: 5,
  });
  expect(published.priceOf("google:gemini-2.5-pro", at)).toMatchObject({
    input: { base: 1.25, tiers: [{ above: 200_000, rate: 2.5 }] },
  });
});

test.each([
  ["a model nobody lists", "openai:gpt-nobody-has-heard-of"],
  ["another provider's model", "anthropic:gpt-4o-mini"],
  ["a server of one's own, whatever its model is called", "compatible:gpt-4o-mini"],
  ["a name that is none", "gpt-4o-mini"],
])("knows no price of %s", (_, model) => {
  expect(published.priceOf(model, at)).toBeNull();
});

test("one's own prices go before, and are another version", () => {
  const own = createPriceTable({ "openai:gpt-4o-mini": { input: 1, output: 2 } });
  expect(own.priceOf("openai:gpt-4o-mini", at)).toEqual({ input: 1, output: 2 });
  expect(own.priceOf("openai:gpt-4.1", at)).toEqual(published.priceOf("openai:gpt-4.1", at));
  const dearer = createPriceTable({ "openai:gpt-4o-mini": { input: 1, output: 3 } });
  const versions = [published, own, dearer].map(({ version }) => version);
  expect(new Set(versions).size).toBe(3);
  expect(published.version).toMatch(/^genai-prices@\d+\.\d+\.\d+$/);
});

describe.each(["openai", "anthropic", "google"])("%s", (providerId) => {
  const ids = findProvider({ providerId })?.models.map(({ id }) => id) ?? [];

  test("prices or refuses each of its models without failing", () => {
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) {
      const price = published.priceOf(`${providerId}:${id}`, at);
      expect(price === null || price.input !== undefined).toBe(true);
    }
  });
});

test("a model that writes nothing is priced by its input, one that writes is not", () => {
  expect(published.priceOf("openai:text-embedding-3-small", at)).toBeNull();
  expect(published.priceOfEmbedding("openai:text-embedding-3-small", at)).toMatchObject({
    input: 0.02,
    output: 0,
  });
  expect(published.priceOfEmbedding("openai:nobody-knows-this", at)).toBeNull();
  expect(published.priceOfEmbedding("compatible:bge-m3", at)).toBeNull();
  const own = createPriceTable({ "compatible:bge-m3": { input: 0.01, output: 0 } });
  expect(own.priceOfEmbedding("compatible:bge-m3", at)).toEqual({ input: 0.01, output: 0 });
});
