/** How rare a mark is among the tickets looked at: about 1 for words of every second one, 7 for names nobody else has. */
export type RarityOf = (mark: string) => number;

const rarity = (documents: number, holding: number) => Math.log(1 + documents / Math.max(1, holding));

/** How rare a mark is among texts, each given by its marks. */
export function rarityAmong(texts: readonly ReadonlyMap<string, unknown>[]): RarityOf {
  const holding = new Map<string, number>();
  for (const marks of texts) {
    for (const mark of marks.keys()) holding.set(mark, (holding.get(mark) ?? 0) + 1);
  }
  return (mark) => rarity(texts.length, holding.get(mark) ?? 0);
}

/**
 * How rare a mark is among many tickets of which only the share of common words is known; a word that is not common is
 * taken to be in one of `rareIn`.
 */
export function rarityByShare(shareOf: (word: string) => number | undefined, rareIn: number): RarityOf {
  return (mark) => Math.log(1 + 1 / (shareOf(mark.replace(/^=/, "")) ?? 1 / rareIn));
}
