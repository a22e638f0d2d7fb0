import type { LanguageModelUsage } from "ai";
import { z } from "zod";
import type { ModelUsage } from "../gateway/model-port.ts";

const count = z.number().int().min(0).catch(0).default(0);

/**
 * Names under which servers that speak chat completions report cached tokens beside OpenAI's own: OpenRouter
 * (`cache_write_tokens`), LiteLLM (`cache_creation_tokens`, `cache_creation_input_tokens`), DeepSeek
 * (`prompt_cache_hit_tokens`).
 */
const compatibleUsage = z.object({
  prompt_cache_hit_tokens: count,
  cache_creation_input_tokens: count,
  prompt_tokens_details: z
    .object({ cache_write_tokens: count, cache_creation_tokens: count })
    .nullish()
    .catch(null),
});

/** Largest count the database keeps (PostgreSQL `integer`); no prompt is as long. */
const countMax = 2_147_483_647;

const whole = (value: number | undefined) =>
  value !== undefined && value > 0 ? Math.min(Math.round(value), countMax) : 0;

/**
 * Usage as the product counts it. null when the provider reported nothing. Where parts are larger than the total
 * they belong to, the provider counts them apart, and the total becomes the sum.
 */
export function modelUsage(usage: LanguageModelUsage, provider: string): ModelUsage | null {
  if (usage.inputTokens === undefined && usage.outputTokens === undefined) return null;
  let cachedInputTokens = whole(usage.inputTokenDetails.cacheReadTokens);
  let cacheWriteTokens = whole(usage.inputTokenDetails.cacheWriteTokens);
  if (provider === "compatible") {
    const raw = compatibleUsage.safeParse(usage.raw).data;
    cachedInputTokens ||= raw?.prompt_cache_hit_tokens ?? 0;
    cacheWriteTokens ||=
      raw?.prompt_tokens_details?.cache_write_tokens ||
      raw?.prompt_tokens_details?.cache_creation_tokens ||
      raw?.cache_creation_input_tokens ||
      0;
  }
  const reasoningTokens = whole(usage.outputTokenDetails.reasoningTokens);
  const input = whole(usage.inputTokens);
  const output = whole(usage.outputTokens);
  const parts = cachedInputTokens + cacheWriteTokens;
  return {
    inputTokens: parts > input ? input + parts : input,
    cachedInputTokens,
    cacheWriteTokens,
    outputTokens: reasoningTokens > output ? output + reasoningTokens : output,
    reasoningTokens,
  };
}
