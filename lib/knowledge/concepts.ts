import { leadingWordsOf, lexicon, type Meaning } from "./lexicon.ts";
import { stemOf, termsOf } from "./terms.ts";

/** An entry of the lexicon as a small text: all words that its phrases are made of. */
interface Concept {
  means: readonly string[];
  /** What a word of it counts: the longer the entry, the less. */
  each: number;
}

/** Words that link others. */
const links = new Set(
  `a an the of to in on at is are was were be been and or that this it its for with by as than from has have had not no
  does do did will would can may cannot our we they there which who what one`
    .split(/\s+/)
    .map(stemOf),
);

const wordsMax = 60;
const conceptsMax = 4;
/** What the nearest concept counts beside a phrase that was said, where it has so many points. */
const conceptShare = 0.6;
const sureFrom = 8;

const tellingWords = (text: string) => [
  ...new Set(leadingWordsOf(text).filter((word) => word.length > 1 && !links.has(word))),
];

const { holding, count } = (() => {
  const told = lexicon.map(({ said, means }) => ({
    means: [...new Set(termsOf(means))],
    text: `${said.join(" ").replaceAll("/", " ")} ${means}`,
  }));
  const lengths = told.map(({ text }) => leadingWordsOf(text).length);
  const usual = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const byWord = new Map<string, Concept[]>();
  for (const [index, { means, text }] of told.entries()) {
    const concept = { means, each: 1 / (0.6 + 0.4 * Math.sqrt((lengths[index] ?? 0) / usual)) };
    for (const word of tellingWords(text)) {
      const known = byWord.get(word);
      if (known) known.push(concept);
      else byWord.set(word, [concept]);
    }
  }
  return { holding: byWord, count: told.length };
})();

const rarityOf = (concepts: readonly Concept[]) => Math.log(1 + count / (0.5 + concepts.length));

/**
 * What a sentence may be about that says none of the lexicon's phrases: the few entries that share the rarest words
 * with it, at least two. Terms with what they count, 0 to 1. Linear: each word looks up the entries that hold it.
 */
export function conceptsOf(sentence: string): Map<string, Meaning> {
  const found = new Map<Concept, { points: number; by: string[] }>();
  for (const word of tellingWords(sentence).slice(0, wordsMax)) {
    const concepts = holding.get(word) ?? [];
    const rarity = rarityOf(concepts);
    for (const concept of concepts) {
      const known = found.get(concept) ?? { points: 0, by: [] };
      known.points += rarity * concept.each;
      known.by.push(word);
      found.set(concept, known);
    }
  }
  const nearest = [...found]
    .filter(([, { by }]) => by.length > 1)
    .sort(([, one], [, other]) => other.points - one.points)
    .slice(0, conceptsMax);
  const most = nearest[0]?.[1].points ?? 1;
  const meanings = new Map<string, Meaning>();
  for (const [{ means }, { points, by }] of nearest) {
    const share = conceptShare * (points / most) ** 2 * Math.min(1, points / sureFrom);
    for (const term of means) {
      if ((meanings.get(term)?.share ?? 0) < share) meanings.set(term, { share, by: by.join(" ") });
    }
  }
  return meanings;
}
