import type { Document } from "./document.ts";
import { isDenied } from "./negation.ts";
import type { Token } from "./tokens.ts";

/** A word of a text, or some letters of one, under the name by which the lexicon knows it. */
export interface Word {
  name: string;
  /** How much it counts: less in a long text, where every word says less. */
  value: number;
  /** The word as it stands in the text. */
  quote: string;
  /** The text says that there is none; still what it is about, but no harm. */
  denied: boolean;
}

/** What a text is about stands at its beginning. */
const tokensMax = 400;
/** A text of so many different words counts in full; a longer one no more than that in all. */
const wordsInFull = 30;

/** Letters in a row that forms of one word, and words of related languages, have in common. */
const lettersInRow = 4;
/** Shortest word that is also read by its letters. */
const lettersFrom = 5;
const lettersValue = 0.5;

const startsWithDigit = /^\p{N}/u;
const httpFailure = /^[45]\d\d$/;
/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** How names of words and of letters in a row begin. */
export const wordPrefix = "word ";
export const lettersPrefix = "letters ";

export const isWordSignal = (name: string): boolean => /^(?:word|letters|status) /.test(name);

/**
 * The different words of a text's beginning, and the letters of the longer ones; pairs of characters where words are
 * not spaced. Numbers say nothing, but for statuses of HTTP. Linear in the text.
 */
export function wordsOf({ text, tokens }: Document): Word[] {
  const found = new Map<string, Word>();
  let words = 0;
  for (const [at, token] of tokens.slice(0, tokensMax).entries()) {
    const { word } = token;
    const denied = isDenied(tokens, at);
    const add = (name: string, value: number, { start, end }: Pick<Token, "start" | "end"> = token) => {
      const known = found.get(name);
      if (!known) found.set(name, { name, value, quote: text.slice(start, end), denied });
      else if (!denied) known.denied = false;
      return known === undefined;
    };
    if (startsWithDigit.test(word)) {
      if (httpFailure.test(word)) add(`status ${word}`, 1);
    } else if (unspaced.test(word)) {
      for (let from = 0; from + 1 < word.length; from++) {
        const place = { start: token.start + from, end: token.start + from + 2 };
        if (add(`${wordPrefix}${word.slice(from, from + 2)}`, 1, place)) words++;
      }
    } else if (add(`${wordPrefix}${word}`, 1)) {
      words++;
      for (const letters of word.length < lettersFrom ? [] : rowsOf(`<${word}>`))
        add(`${lettersPrefix}${letters}`, lettersValue);
    }
  }
  const share = Math.min(1, Math.sqrt(wordsInFull / Math.max(1, words)));
  return [...found.values()].map((word) => ({ ...word, value: word.value * share }));
}

/** All letters in a row; `<` and `>` stand for the ends of the word. */
const rowsOf = (word: string): string[] =>
  Array.from({ length: word.length - lettersInRow + 1 }, (_, from) => word.slice(from, from + lettersInRow));
