import type { LanguageModelUsage } from "ai";
import { expect, test } from "vitest";
import { modelUsage } from "./usage.ts";

const usage = (change: {
  input?: number;
  cached?: number;
  written?: number;
  output?: number;
  reasoning?: number;
  raw?: LanguageModelUsage["raw"];
}): LanguageModelUsage => ({
  inputTokens: change.input,
  inputTokenDetails: {
    noCacheTokens: undefined,
    cacheReadTokens: change.cached,
    cacheWriteTokens: change.written,
  },
  outputTokens: change.output,
  outputTokenDetails: { textTokens: undefined, reasoningTokens: change.reasoning },
  totalTokens: undefined,
  ...(change.raw ? { raw: change.raw } : {}),
});

test("no report is no usage, not zero", () => {
  expect(modelUsage(usage({}), "openai")).toBeNull();
});

test("parts stay inside their totals", () => {
  expect(
    modelUsage(usage({ input: 100, cached: 60, written: 20, output: 50, reasoning: 30 }), "openai"),
  ).toEqual({
    inputTokens: 100,
    cachedInputTokens: 60,
    cacheWriteTokens: 20,
    outputTokens: 50,
    reasoningTokens: 30,
  });
});

test("parts larger than their totals were counted apart", () => {
  expect(modelUsage(usage({ input: 40, cached: 60, output: 10, reasoning: 30 }), "compatible")).toMatchObject(
    {
      inputTokens: 100,
      cachedInputTokens: 60,
      outputTokens: 40,
      reasoningTokens: 30,
    },
  );
});

test.each([
  ["OpenRouter", { prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 20 } }, 0, 20],
  ["LiteLLM", { prompt_tokens_details: { cached_tokens: 0, cache_creation_tokens: 20 } }, 0, 20],
  ["LiteLLM, older", { cache_creation_input_tokens: 20 }, 0, 20],
  ["DeepSeek", { prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36 }, 64, 0],
  ["a server with odd values", { prompt_tokens_details: null, prompt_cache_hit_tokens: -3 }, 0, 0],
])("hears cached tokens in the words of %s", (_, raw, cachedInputTokens, cacheWriteTokens) => {
  expect(modelUsage(usage({ input: 100, cached: 0, output: 5, raw }), "compatible")).toMatchObject({
    inputTokens: 100,
    cachedInputTokens,
    cacheWriteTokens,
  });
});
