import { createHash } from "node:crypto";
import { at } from "./wire.ts";

/** `POST /v1/embeddings` as OpenAI and everything compatible speak it. */
export const embeddingsPath = /^(?:\/v1)?\/embeddings$/;

const dimensions = 64;
const charactersPerToken = 4;

/** The little that this model knows of meaning: each line is one thing in several words. */
const meanings = [
  "ship vessel boat ferry",
  "founder founders sinks sink sinking wreck",
  "cellar basement",
  "flood flooded water inundation",
];
const meaningOf = new Map(
  meanings.flatMap((line, index) => line.split(" ").map((word) => [word, `meaning ${index}`] as const)),
);

const wordsOf = (text: string) =>
  (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => meaningOf.get(word) ?? word);

/** Texts with the same words, or words of the same meaning, point the same way. */
function vectorOf(text: string): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of new Set(wordsOf(text))) {
    const bytes = createHash("sha256").update(word).digest();
    // What it knows the meaning of counts more than a mere word.
    const weight = word.startsWith("meaning ") ? 4 : 1;
    for (let at = 0; at < dimensions; at++) {
      vector[at] =
        (vector[at] ?? 0) + weight * ((bytes[at % bytes.length] ?? 0) / 127.5 - 1) * (at < 32 ? 1 : -1) ** at;
    }
  }
  return vector;
}

const inputsOf = (body: unknown): string[] => {
  const input = at(body, "input");
  return (Array.isArray(input) ? input : [input]).map(String);
};

export function embeddingsAnswer(body: unknown): unknown {
  const inputs = inputsOf(body);
  const tokens = inputs.reduce((sum, text) => sum + Math.ceil(text.length / charactersPerToken), 0);
  return {
    object: "list",
    data: inputs.map((text, index) => ({ object: "embedding", index, embedding: vectorOf(text) })),
    model: `${String(at(body, "model"))}-simulated`,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

/** What was asked for, as far as a script looks at it. */
export const embeddedText = (body: unknown) => inputsOf(body).join("\n").slice(0, 2000);
