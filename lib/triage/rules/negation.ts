import type { Token } from "./tokens.ts";

/** Words that turn round what follows, and how many words they reach. */
const reachOf: Record<string, number> = {
  no: 3,
  without: 3,
  zero: 2,
  not: 2,
  never: 3,
  nor: 3,
  neither: 3,
  kein: 3,
  keine: 3,
  keinen: 3,
  ohne: 3,
  sans: 3,
  aucun: 3,
  aucune: 3,
  sin: 3,
  ningún: 3,
  sem: 3,
  nenhum: 3,
  senza: 3,
  nessun: 3,
  bez: 3,
  // Not yet so.
  predicted: 3,
  predicts: 3,
  "isn't": 2,
  "wasn't": 2,
  "aren't": 2,
};

/** Those that deny that there is a thing; the others turn round what somebody or something does. */
const denials: ReadonlySet<string> = new Set(
  "no without zero neither nor kein keine keinen ohne sans aucun aucune sin ningún sem nenhum senza nessun bez".split(
    " ",
  ),
);

const longestReach = 3;

/** Does a word of negation stand just before, in the same sentence? */
export const isNegated = (tokens: readonly Token[], at: number): boolean => reaches(tokens, at, () => true);

/** Does the text say that there is no such thing? */
export const isDenied = (tokens: readonly Token[], at: number): boolean =>
  reaches(tokens, at, (word) => denials.has(word));

function reaches(tokens: readonly Token[], at: number, counts: (word: string) => boolean): boolean {
  const sentence = tokens[at]?.sentence;
  for (let distance = 1; distance <= longestReach; distance++) {
    const before = tokens[at - distance];
    if (!before || before.sentence !== sentence) return false;
    const reach = Object.hasOwn(reachOf, before.word) ? reachOf[before.word] : undefined;
    if (reach !== undefined && distance <= reach && counts(before.word)) return true;
  }
  return false;
}
