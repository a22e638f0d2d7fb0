import { languageSynonyms } from "./lexicon/languages.ts";
import { plainWordSynonyms } from "./lexicon/plain-words.ts";
import { productSynonyms } from "./lexicon/products.ts";
import { symptomSynonyms } from "./lexicon/symptoms.ts";
import type { Synonym } from "./lexicon/synonym.ts";
import { wordSynonyms } from "./lexicon/words.ts";
import { stemOf, termsOf } from "./terms.ts";

interface Rule {
  /** One of each has to be there. */
  needs: readonly (readonly string[])[];
  means: readonly string[];
  window: number;
}

/** How far from its first word the words of a phrase may stand; a "not" belongs to what stands beside it. */
const windowWords = 14;
const negatedWindowWords = 7;
const negations = new Set(["not", "no", "never", "cannot"]);

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Scripts without spaces are read in overlapping pairs of characters. */
const pairsOf = (run: string) =>
  run.length < 3
    ? [run]
    : Array.from({ length: Math.min(run.length, 200) - 1 }, (_, at) => run.slice(at, at + 2));

/** Every word counts here, those that a search passes over included. */
const wordsOf = (text: string) =>
  [...text.matchAll(/[\p{L}\p{N}_]+/gu)].flatMap(([word]) =>
    unspaced.test(word) ? pairsOf(word) : [stemOf(word.slice(0, 64))],
  );

function rulesOf({ said, means }: Synonym): Rule[] {
  const terms = [...new Set(termsOf(means))];
  return said.map((phrase) => {
    const needs = phrase
      .replaceAll(/[-']/g, " ")
      .split(/\s+/)
      .map((choice) => choice.split("/").flatMap(wordsOf));
    const negated = needs.some((choices) => choices.some((word) => negations.has(word)));
    return { needs, means: terms, window: negated ? negatedWindowWords : windowWords };
  });
}

const rules = [
  ...wordSynonyms,
  ...productSynonyms,
  ...symptomSynonyms,
  ...plainWordSynonyms,
  ...languageSynonyms,
].flatMap(rulesOf);

/** Rules by the words of their first need: only these have to be tried at a word. */
const byFirstWord = Map.groupBy(
  rules.flatMap((rule) => (rule.needs[0] ?? []).map((word) => ({ word, rule }))),
  ({ word }) => word,
);

/**
 * What the words of a text may mean besides themselves: terms with the stems of the words that brought them in. Linear: at each
 * word a bounded number of rules looks at a bounded number of neighbours.
 */
export function meaningsOf(text: string): Map<string, string> {
  const words = wordsOf(text);
  const meanings = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    for (const { rule } of byFirstWord.get(word) ?? []) {
      const near = words.slice(Math.max(0, index - rule.window), index + rule.window + 1);
      const said = rule.needs.map((choices) => near.find((each) => choices.includes(each)));
      if (said.includes(undefined)) continue;
      for (const term of rule.means) if (!meanings.has(term)) meanings.set(term, said.join(" "));
    }
  }
  return meanings;
}
