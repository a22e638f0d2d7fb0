/** A runbook as it is stored: its text in sections and everything that a search looks into, as terms. */
export interface NewRunbook {
  id: string;
  title: string;
  contentHash: string;
  nameKey: string;
  titleTerms: readonly string[];
  titleJoined: readonly string[];
  sections: readonly NewRunbookSection[];
}

interface NewRunbookSection {
  ordinal: number;
  path: readonly string[];
  text: string;
  headingTerms: readonly string[];
  textTerms: readonly string[];
}

/** PostgreSQL keeps this many places of a word in a vector, and no place beyond this one. */
const placesMax = 255;
const placeMax = 16_383;

/**
 * A vector as PostgreSQL reads it, made from terms of letters and digits: no configuration of its own text search comes
 * between what is stored and what is looked for.
 */
function vectorLiteral(weighted: readonly { terms: readonly string[]; weight: "A" | "D" }[]): string {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const { terms, weight } of weighted) {
    for (const term of terms) {
      place = Math.min(place + 1, placeMax);
      const of = places.get(term);
      if (!of) places.set(term, [`${place}${weight}`]);
      else if (of.length < placesMax) of.push(`${place}${weight}`);
    }
  }
  return [...places].map(([term, of]) => `'${term}':${of.join(",")}`).join(" ");
}

export const sectionVector = ({ headingTerms, textTerms }: NewRunbookSection) =>
  vectorLiteral([
    { terms: headingTerms, weight: "A" },
    { terms: textTerms, weight: "D" },
  ]);

/** Of the whole every word counts once; A: title and name. */
export const runbookVector = ({ titleTerms, titleJoined, sections }: NewRunbook) => {
  const title = new Set([...titleTerms, ...titleJoined]);
  const rest = new Set(sections.flatMap((section) => [...section.headingTerms, ...section.textTerms]));
  return vectorLiteral([
    { terms: [...title], weight: "A" },
    { terms: [...rest].filter((term) => !title.has(term)), weight: "D" },
  ]);
};
