import { dan, deu, eng, fra, ita, jpn, kor, nld, pol, por, rus, spa, swe, zho } from "stopword";

const fillers = new Set(
  [eng, deu, fra, spa, ita, por, nld, pol, rus, swe, dan, jpn, kor, zho]
    .flat()
    .map((word) => word.toLowerCase()),
);

/** A word that holds a sentence together and says nothing of its own, in the languages that tickets are read in. */
export const isFiller = (word: string): boolean => fillers.has(word);
