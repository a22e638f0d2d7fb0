import { z } from "zod";
import type { ModelUsage } from "../gateway/model-port.ts";
import type { ProviderName } from "./providers.ts";

/** Largest count the database keeps (PostgreSQL `integer`); no prompt is as long. */
const countMax = 2_147_483_647;

const whole = (value: number) => Math.min(Math.max(0, Math.round(value)), countMax);

/** A count that may be absent or nonsense; neither is a reason to lose the others. */
const count = z.number().transform(whole).nullish().catch(null);
const part = count.transform((value) => value ?? 0);
const parts = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).partial().nullish().catch(null);

/** A provider's counts before totals and their parts are brought in line. */
interface Counts {
  input: number | null | undefined;
  cached: number;
  cacheWrite: number;
  cacheWrite1h: number;
  output: number | null | undefined;
  reasoning: number;
}

const first = (...values: (number | undefined)[]) => values.find((value) => value) ?? 0;

/** OpenAI Responses: input includes what was cached, output the reasoning. */
const responsesUsage = z
  .object({
    usage: z.object({
      input_tokens: count,
      input_tokens_details: parts({ cached_tokens: part, cache_write_tokens: part }),
      output_tokens: count,
      output_tokens_details: parts({ reasoning_tokens: part }),
    }),
  })
  .transform(
    ({ usage }): Counts => ({
      input: usage.input_tokens,
      cached: first(usage.input_tokens_details?.cached_tokens),
      cacheWrite: first(usage.input_tokens_details?.cache_write_tokens),
      cacheWrite1h: 0,
      output: usage.output_tokens,
      reasoning: first(usage.output_tokens_details?.reasoning_tokens),
    }),
  );

/** Anthropic Messages: input, cache reads and cache writes stand side by side; output includes the thinking. */
const messagesUsage = z
  .object({
    usage: z.object({
      input_tokens: count,
      cache_read_input_tokens: part,
      cache_creation_input_tokens: part,
      cache_creation: parts({ ephemeral_5m_input_tokens: part, ephemeral_1h_input_tokens: part }),
      output_tokens: count,
      output_tokens_details: parts({ thinking_tokens: part }),
    }),
  })
  .transform(({ usage }): Counts => {
    const cached = usage.cache_read_input_tokens;
    const kept = usage.cache_creation;
    const cacheWrite1h = first(kept?.ephemeral_1h_input_tokens);
    const cacheWrite = Math.max(
      usage.cache_creation_input_tokens,
      first(kept?.ephemeral_5m_input_tokens) + cacheWrite1h,
    );
    const input = usage.input_tokens;
    return {
      input: typeof input === "number" ? input + cached + cacheWrite : input,
      cached,
      cacheWrite,
      cacheWrite1h,
      output: usage.output_tokens,
      reasoning: first(usage.output_tokens_details?.thinking_tokens),
    };
  });

/** Google: the prompt includes what was cached; candidates and thoughts stand side by side. */
const generateContentUsage = z
  .object({
    usageMetadata: z.object({
      promptTokenCount: count,
      toolUsePromptTokenCount: part,
      cachedContentTokenCount: part,
      candidatesTokenCount: count,
      thoughtsTokenCount: part,
    }),
  })
  .transform(({ usageMetadata: usage }): Counts => {
    const { promptTokenCount: input, candidatesTokenCount: output, thoughtsTokenCount: reasoning } = usage;
    return {
      input: typeof input === "number" ? input + usage.toolUsePromptTokenCount : input,
      cached: usage.cachedContentTokenCount,
      cacheWrite: 0,
      cacheWrite1h: 0,
      // A prompt that was blocked, or that was only thought about, has no candidates.
      output: typeof output === "number" || reasoning > 0 ? (output ?? 0) + reasoning : output,
      reasoning,
    };
  });

/**
 * Chat completions, with the names under which servers report cached tokens beside OpenAI's own: OpenRouter
 * (`cache_write_tokens`), LiteLLM (`cache_creation_tokens`, `cache_creation_input_tokens`), DeepSeek
 * (`prompt_cache_hit_tokens`).
 */
const chatUsage = z
  .object({
    usage: z.object({
      prompt_tokens: count,
      prompt_tokens_details: parts({
        cached_tokens: part,
        cache_write_tokens: part,
        cache_creation_tokens: part,
        cache_creation_token_details: parts({ ephemeral_1h_input_tokens: part }),
      }),
      prompt_cache_hit_tokens: part,
      cache_creation_input_tokens: part,
      completion_tokens: count,
      completion_tokens_details: parts({ reasoning_tokens: part }),
    }),
  })
  .transform(({ usage }): Counts => {
    const details = usage.prompt_tokens_details;
    return {
      input: usage.prompt_tokens,
      cached: first(details?.cached_tokens, usage.prompt_cache_hit_tokens),
      cacheWrite: first(
        details?.cache_write_tokens,
        details?.cache_creation_tokens,
        usage.cache_creation_input_tokens,
      ),
      cacheWrite1h: first(details?.cache_creation_token_details?.ephemeral_1h_input_tokens),
      output: usage.completion_tokens,
      reasoning: first(usage.completion_tokens_details?.reasoning_tokens),
    };
  });

const usageOfProvider = {
  openai: responsesUsage,
  anthropic: messagesUsage,
  google: generateContentUsage,
  compatible: chatUsage,
} as const satisfies Record<ProviderName, z.ZodType<Counts>>;

/**
 * The usage that a provider's answer reports, whatever became of the rest of it. null when it reports none. Where
 * parts are larger than the total they belong to, the server counts them apart, and the total becomes the sum.
 */
export function usageIn(provider: ProviderName, body: Uint8Array): ModelUsage | null {
  const counts = usageOfProvider[provider].safeParse(jsonOf(body)).data;
  if (!counts || (typeof counts.input !== "number" && typeof counts.output !== "number")) return null;
  const input = counts.input ?? 0;
  const output = counts.output ?? 0;
  const cacheWrite = Math.max(counts.cacheWrite, counts.cacheWrite1h);
  const inside = counts.cached + cacheWrite;
  return {
    inputTokens: whole(inside > input ? input + inside : input),
    cachedInputTokens: counts.cached,
    cacheWriteTokens: cacheWrite,
    cacheWrite1hTokens: counts.cacheWrite1h,
    outputTokens: whole(counts.reasoning > output ? output + counts.reasoning : output),
    reasoningTokens: counts.reasoning,
  };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // Cut off, or a proxy's page.
    return null;
  }
}
