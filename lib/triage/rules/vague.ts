import { z } from "zod";
import type { Facts } from "#lib/contracts/facts.ts";
import type { Document } from "./document.ts";
import { isFiller } from "./filler-words.ts";
import type { Finding } from "./findings.ts";
import { readKnowledge } from "./knowledge-files.ts";

/** Lines of words. */
const vagueWords: ReadonlySet<string> = new Set(
  readKnowledge("vague-words", z.string()).flatMap((line) => line.split(/\s+/)),
);

/** Fewer words than these that mean something, and nobody can tell what a ticket is about. */
const tellingWordsNeeded = 2;
const wordMinCharacters = 2;
/** Scripts that put no space between words: a few characters are several words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{4}/u;

/** However sure the weights are of a text that says too little, a human looks at it. */
export const vagueConfidenceMax = 0.5;

const isTelling = (word: string) =>
  word.length >= wordMinCharacters && !vagueWords.has(word) && !isFiller(word);

const wordsIn = (quote: string) => quote.toLowerCase().split(/[^\p{L}\p{N}]+/u);

/**
 * Says a person too little to be judged? Words of trouble, haste and courtesy do not count; words that nearly decide
 * a category do, and so does a thank-you or a test that is told as such.
 */
export function isVague({ shape, tokens }: Document, findings: readonly Finding[], facts: Facts): boolean {
  if (shape !== "prose" || facts.kind.value === "noise") return false;
  const decided = findings.some(
    ({ says, quote, negated }) =>
      !negated && says.cue !== undefined && says.strength === "strong" && wordsIn(quote).some(isTelling),
  );
  if (decided) return false;
  const telling = new Set<string>();
  for (const { word } of tokens) {
    if (unspaced.test(word)) return false;
    if (isTelling(word) && telling.add(word).size >= tellingWordsNeeded) return false;
  }
  return true;
}
