import { stemmer } from "stemmer";
import type { Document } from "./document.ts";
import { isDenied } from "./negation.ts";
import type { Token } from "./tokens.ts";

/** A word of a text under the name by which the lexicon knows it. */
export interface Word {
  name: string;
  /** How much it counts: less in a long text, where every word says less. */
  value: number;
  /** As it stands in the text. */
  quote: string;
  /** The text says that there is none; still what it is about, but no harm. */
  denied: boolean;
}

/** What a text is about stands at its beginning. */
const tokensMax = 400;
/** A text of so many different words counts in full; a longer one no more than that in all. */
const wordsInFull = 30;

/** Shortest word that also counts by its beginning, which inflected forms and compounds share. */
const beginningFrom = 7;
const beginningCharacters = 5;
const beginningValue = 0.5;

const latin = /^[a-z']+$/;
const startsWithDigit = /^\p{N}/u;
const httpFailure = /^[45]\d\d$/;
/** Scripts that put no space between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * The different words of a text's beginning: English ones without their endings, long ones also by their first
 * letters, pairs of characters where words are not spaced. Numbers say nothing, but for statuses of HTTP.
 */
export function wordsOf({ text, tokens }: Document): Word[] {
  const found = new Map<string, Word>();
  for (const [at, token] of tokens.slice(0, tokensMax).entries()) {
    const { word } = token;
    const denied = isDenied(tokens, at);
    const add = (name: string, value: number, { start, end }: Pick<Token, "start" | "end">) => {
      const known = found.get(name);
      if (!known) found.set(name, { name, value, quote: text.slice(start, end), denied });
      else if (!denied) known.denied = false;
    };
    if (startsWithDigit.test(word)) {
      if (httpFailure.test(word)) add(`status ${word}`, 1, token);
    } else if (unspaced.test(word)) {
      for (let from = 0; from + 1 < word.length; from++)
        add(`word ${word.slice(from, from + 2)}`, 1, {
          start: token.start + from,
          end: token.start + from + 2,
        });
    } else {
      add(`word ${latin.test(word) ? stemmer(word) : word}`, 1, token);
      if (word.length >= beginningFrom)
        add(`begins ${word.slice(0, beginningCharacters)}`, beginningValue, token);
    }
  }
  const share = Math.min(1, Math.sqrt(wordsInFull / Math.max(1, found.size)));
  return [...found.values()].map((word) => ({ ...word, value: word.value * share }));
}
