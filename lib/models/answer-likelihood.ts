import { z } from "zod";
import type { AnswerLikelihood } from "../contracts/calibration.ts";
import type { Extraction } from "../contracts/facts.ts";
import type { ProviderName } from "./providers.ts";

/** A piece of an answer, with the natural logarithm of how likely it was to the model when it wrote it. */
export interface AnswerToken {
  token: string;
  logprob: number;
}

/** More pieces than any answer that is read whole. */
const tokensMax = 100_000;

/** Rounding in a server may come out above 0; anything else that is no logarithm of a share makes the list useless. */
const tokenSchema = z.object({
  token: z.string(),
  logprob: z
    .number()
    .max(0.01)
    .transform((value) => Math.min(0, value)),
});
const tokensSchema = z.array(tokenSchema).min(1).max(tokensMax);

const chatAnswer = z
  .object({
    choices: z.tuple([z.object({ logprobs: z.object({ content: tokensSchema }) })]).rest(z.unknown()),
  })
  .transform(({ choices: [{ logprobs }] }) => logprobs.content);

/** Beside the text stand other items, such as reasoning. */
const responsesAnswer = z
  .object({ output: z.array(z.object({ content: z.array(z.unknown()) }).or(z.unknown())) })
  .transform(({ output }) =>
    output.flatMap((item) => {
      const content = z.object({ content: z.array(z.unknown()) }).safeParse(item).data?.content ?? [];
      return content.flatMap(
        (part) => z.object({ logprobs: tokensSchema }).safeParse(part).data?.logprobs ?? [],
      );
    }),
  );

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // Cut off, or a proxy's page.
    return null;
  }
}

/** The tokens of an answer as its provider reports them; none where it reports none, or nonsense. */
export function answerTokensIn(provider: ProviderName, body: Uint8Array): AnswerToken[] {
  switch (provider) {
    case "openai":
      return responsesAnswer.safeParse(jsonOf(body)).data ?? [];
    case "compatible":
      return chatAnswer.safeParse(jsonOf(body)).data ?? [];
    case "anthropic":
    case "google":
      return [];
  }
}

/** The model's own opinion, not a quote of a ticket that has the same words: in a string its quotes were escaped. */
const opinion = /(?<!\\)"stated"\s{0,20}:\s{0,20}\{/g;

/** Where the value of a field stands in a text, from a place on; null where it is another value, or none. */
function placeOf(text: string, from: number, field: string, value: string) {
  const found = new RegExp(`"${field}"\\s{0,20}:\\s{0,20}"(\\w{1,40})"`, "g");
  found.lastIndex = from;
  const match = found.exec(text);
  if (match?.[1] !== value) return null;
  const end = match.index + match[0].length - 1;
  return { start: end - value.length, end };
}

/**
 * How likely the model found the category and the severity that it states, from the tokens of its answer: the product
 * over the tokens that hold any of the value's letters. A value that the tokens do not spell is null; both null is
 * null. Pure.
 */
export function likelihoodOf(
  tokens: readonly AnswerToken[],
  { category, severity }: Extraction["stated"],
): AnswerLikelihood | null {
  const text = tokens.map(({ token }) => token).join("");
  const from = [...text.matchAll(opinion)].at(-1)?.index;
  if (from === undefined) return null;
  const shareOf = (field: string, value: string) => {
    const place = placeOf(text, from, field, value);
    if (place === null) return null;
    let at = 0;
    let sum = 0;
    for (const { token, logprob } of tokens) {
      if (at < place.end && at + token.length > place.start) sum += logprob;
      at += token.length;
    }
    return Math.exp(sum);
  };
  const likelihood = { category: shareOf("category", category), severity: shareOf("severity", severity) };
  return likelihood.category === null && likelihood.severity === null ? null : likelihood;
}
