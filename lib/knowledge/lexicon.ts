import { equivalents } from "./lexicon/equivalents.ts";
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
  /** The same as the lexicon writes them. */
  exact: readonly (readonly string[])[];
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

/** The words of a text, each as the first of its equivalents. */
export const leadingWordsOf = (text: string) => wordsOf(text).map(leaderOf);

/** Each word's equivalents go by the first of them. */
const leaders = new Map(
  equivalents.flatMap((line) => {
    const stems = line.split(" ").map(stemOf);
    return stems.map((stem) => [stem, stems[0] ?? stem] as const);
  }),
);
const leaderOf = (word: string) => leaders.get(word) ?? word;

function rulesOf({ said, means }: Synonym): Rule[] {
  const terms = [...new Set(termsOf(means))];
  return said.map((phrase) => {
    const exact = phrase
      .replaceAll(/[-']/g, " ")
      .split(/\s+/)
      .map((choice) => choice.split("/").flatMap(wordsOf));
    const needs = exact.map((choices) => choices.map(leaderOf));
    const negated = needs.some((choices) => choices.some((word) => negations.has(word)));
    return { needs, exact, means: terms, window: negated ? negatedWindowWords : windowWords };
  });
}

/** All that the lexicon knows. */
export const lexicon: readonly Synonym[] = [
  ...wordSynonyms,
  ...productSynonyms,
  ...symptomSynonyms,
  ...plainWordSynonyms,
  ...languageSynonyms,
];

const rules = lexicon.flatMap(rulesOf);

/** Rules by the words of their first need: only these have to be tried at a word. */
const byFirstWord = Map.groupBy(
  rules.flatMap((rule) => (rule.needs[0] ?? []).map((word) => ({ word, rule }))),
  ({ word }) => word,
);

/** What a phrase counts that the text says in equivalent words. */
const equivalentShare = 0.6;

export interface Meaning {
  /** Stems of the words that brought the term in. */
  by: string;
  /** 0 to 1. */
  share: number;
}

/**
 * What the words of a text may mean besides themselves: terms with the stems of the words that brought them in. Linear: at each
 * word a bounded number of rules looks at a bounded number of neighbours.
 */
export function meaningsOf(text: string): Map<string, Meaning> {
  const written = wordsOf(text);
  const words = written.map(leaderOf);
  const present = new Set(words);
  const meanings = new Map<string, Meaning>();
  for (const [index, word] of words.entries()) {
    for (const { rule } of byFirstWord.get(word) ?? []) {
      if (!rule.needs.every((choices) => choices.some((each) => present.has(each)))) continue;
      const from = Math.max(0, index - rule.window);
      const near = words.slice(from, index + rule.window + 1);
      const said = rule.needs.map((choices) => near.findIndex((each) => choices.includes(each)));
      if (said.includes(-1)) continue;
      const exact = rule.exact.every((choices, need) =>
        choices.includes(written[from + (said[need] ?? 0)] ?? ""),
      );
      const by = said.map((at) => written[from + at]).join(" ");
      for (const term of rule.means) {
        const known = meanings.get(term);
        if (!known || (exact && known.share < 1))
          meanings.set(term, { by, share: exact ? 1 : equivalentShare });
      }
    }
  }
  return meanings;
}
