import { costNanoUsdOf, type Price } from "./cost.ts";
import type { ModelPrompt, ModelUsage, ReAsk } from "./model-port.ts";

/**
 * Bytes per token at least, in English text of our own: what tokenizers make of it is between three and five bytes
 * long. Of a ticket nothing is known, and no tokenizer makes more than one token of a byte.
 */
const ownBytesPerToken = 2;
/** JSON Schema of the answer, template of a re-ask, and what providers add around a message. */
const scaffoldTokens = 5_000;

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/**
 * Tokens a question can have at most. `seenTokens`: a question with the same system text and schema to the same model
 * had so many, which bounds what is the same in both; null before the first one.
 */
export function inputTokensAtMost(
  prompt: Pick<ModelPrompt, "system" | "user">,
  reAsk: ReAsk | null,
  seenTokens: number | null,
): number {
  const loose = Math.ceil(bytesOf(prompt.system) / ownBytesPerToken) + scaffoldTokens;
  const same = seenTokens === null ? loose : Math.min(loose, seenTokens);
  const again = reAsk === null ? 0 : scaffoldTokens + bytesOf(reAsk.complaint) + bytesOf(reAsk.answer ?? "");
  return same + bytesOf(prompt.user) + again;
}

/** What a call can cost at most: its input at the dearest rate it may be counted at, all output that it may write. */
export function costAtMost(inputTokens: number, outputTokens: number, price: Price): bigint {
  const usage = (parts: Partial<ModelUsage>): ModelUsage => ({
    inputTokens,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    cacheWrite1hTokens: 0,
    outputTokens,
    reasoningTokens: 0,
    ...parts,
  });
  const ways = [
    usage({}),
    usage({ cacheWriteTokens: inputTokens }),
    usage({ cacheWriteTokens: inputTokens, cacheWrite1hTokens: inputTokens }),
  ].map((counted) => costNanoUsdOf(counted, price));
  // biome-ignore lint/complexity/useMathMinMax: amounts are bigint, which Math.max does not take
  return ways.reduce((most, cost) => (cost < most ? most : cost));
}
