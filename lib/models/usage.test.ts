import { expect, test } from "vitest";
import type { ModelUsage } from "../gateway/model-port.ts";
import type { ProviderName } from "./providers.ts";
import { usageIn } from "./usage.ts";

const read = (provider: ProviderName, answer: unknown) =>
  usageIn(provider, new TextEncoder().encode(JSON.stringify(answer)));

const counted = (counts: Partial<ModelUsage>): ModelUsage => ({
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  ...counts,
});

test.each<[string, ProviderName, unknown, Partial<ModelUsage>]>([
  [
    "OpenAI counts cached tokens and reasoning inside",
    "openai",
    {
      usage: {
        input_tokens: 1000,
        input_tokens_details: { cached_tokens: 800 },
        output_tokens: 300,
        output_tokens_details: { reasoning_tokens: 192 },
        total_tokens: 1300,
      },
    },
    { inputTokens: 1000, cachedInputTokens: 800, outputTokens: 300, reasoningTokens: 192 },
  ],
  [
    "Anthropic counts cache reads and both kinds of cache writes beside the input",
    "anthropic",
    {
      usage: {
        input_tokens: 100,
        cache_read_input_tokens: 2000,
        cache_creation_input_tokens: 700,
        cache_creation: { ephemeral_5m_input_tokens: 500, ephemeral_1h_input_tokens: 200 },
        output_tokens: 50,
        output_tokens_details: { thinking_tokens: 20 },
      },
    },
    {
      inputTokens: 2800,
      cachedInputTokens: 2000,
      cacheWriteTokens: 700,
      cacheWrite1hTokens: 200,
      outputTokens: 50,
      reasoningTokens: 20,
    },
  ],
  [
    "Anthropic without the kinds of writes",
    "anthropic",
    { usage: { input_tokens: 100, cache_creation_input_tokens: 700, output_tokens: 50 } },
    { inputTokens: 800, cacheWriteTokens: 700, outputTokens: 50 },
  ],
  [
    "Google counts thoughts beside the candidates",
    "google",
    {
      usageMetadata: {
        promptTokenCount: 1000,
        cachedContentTokenCount: 768,
        candidatesTokenCount: 60,
        thoughtsTokenCount: 40,
        totalTokenCount: 1100,
      },
    },
    { inputTokens: 1000, cachedInputTokens: 768, outputTokens: 100, reasoningTokens: 40 },
  ],
  [
    "Google without candidates",
    "google",
    { usageMetadata: { promptTokenCount: 1000, totalTokenCount: 1000 } },
    { inputTokens: 1000 },
  ],
  [
    "chat completions",
    "compatible",
    {
      usage: {
        prompt_tokens: 100,
        completion_tokens: 50,
        prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 20 },
        completion_tokens_details: { reasoning_tokens: 30 },
      },
    },
    {
      inputTokens: 100,
      cachedInputTokens: 60,
      cacheWriteTokens: 20,
      outputTokens: 50,
      reasoningTokens: 30,
    },
  ],
  [
    "parts larger than their totals were counted apart",
    "compatible",
    {
      usage: {
        prompt_tokens: 40,
        prompt_tokens_details: { cached_tokens: 60 },
        completion_tokens: 10,
        completion_tokens_details: { reasoning_tokens: 30 },
      },
    },
    { inputTokens: 100, cachedInputTokens: 60, outputTokens: 40, reasoningTokens: 30 },
  ],
  [
    "an error that was generated for",
    "openai",
    { error: { code: "server_error" }, status: "failed", usage: { input_tokens: 1000, output_tokens: 7 } },
    { inputTokens: 1000, outputTokens: 7 },
  ],
])("%s", (_, provider, answer, counts) => {
  expect(read(provider, answer)).toEqual(counted(counts));
});

test.each([
  ["OpenRouter", { prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 20 } }, 0, 20, 0],
  ["LiteLLM", { prompt_tokens_details: { cached_tokens: 0, cache_creation_tokens: 20 } }, 0, 20, 0],
  ["LiteLLM, older", { cache_creation_input_tokens: 20 }, 0, 20, 0],
  [
    "LiteLLM, for an hour",
    {
      prompt_tokens_details: {
        cache_creation_tokens: 20,
        cache_creation_token_details: { ephemeral_1h_input_tokens: 5 },
      },
    },
    0,
    20,
    5,
  ],
  ["DeepSeek", { prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36 }, 64, 0, 0],
  ["a server with odd values", { prompt_tokens_details: null, prompt_cache_hit_tokens: -3 }, 0, 0, 0],
])(
  "hears cached tokens in the words of %s",
  (_, raw, cachedInputTokens, cacheWriteTokens, cacheWrite1hTokens) => {
    expect(read("compatible", { usage: { prompt_tokens: 100, completion_tokens: 5, ...raw } })).toMatchObject(
      {
        inputTokens: 100,
        cachedInputTokens,
        cacheWriteTokens,
        cacheWrite1hTokens,
      },
    );
  },
);

test.each([
  ["nothing", ""],
  ["a cut answer", '{"usage": {"prompt_tok'],
  ["a page", "<html></html>"],
  ["an answer without counts", '{"usage": {}}'],
  ["an answer without usage", '{"choices": []}'],
  ["usage that is null", '{"usage": null}'],
])("no report is no usage, not zero: %s", (_, body) => {
  expect(usageIn("compatible", new TextEncoder().encode(body))).toBeNull();
});
