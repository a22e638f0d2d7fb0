import type { IncidentTraits } from "./incident-traits.ts";
import type { RarityOf } from "./rarity.ts";

type Titled = Pick<IncidentTraits, "title" | "marks">;

/** Words that two first lines have in the same order, by the places they have there. */
function inOrder(a: readonly string[], b: readonly string[]): [number, number][] {
  // Longest common run of words, other words in between allowed; first lines are cut to a few words.
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

/** Share of the words of both first lines in the same order from which one seems to be the other with a word changed. */
const sameSentence = 0.5;

/**
 * The first lines are one sentence about two things: "Outlook asks for the password again", "Teams asks for the
 * password again". Each says something at the same place that the whole text of the other never mentions.
 */
export function speaksOfAnother(first: Titled, second: Titled): boolean {
  // Of several ways to lay one over the other the same is taken, whichever comes first.
  const [a, b] = first.title.join(" ") <= second.title.join(" ") ? [first, second] : [second, first];
  const pairs = inOrder(a.title, b.title);
  if (pairs.length < 2 || pairs.length < sameSentence * Math.max(a.title.length, b.title.length))
    return false;
  const only = (one: Titled, other: Titled, from: number, to: number) =>
    one.title.slice(from, to).some((word) => !other.marks.has(word));
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...pairs, [a.title.length, b.title.length] as const]) {
    if (only(a, b, i, nextI) && only(b, a, j, nextJ)) return true;
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return false;
}

/** How much of a first line the other text says somewhere, 0 to 1, rare words counting more; the lesser of both ways. */
export function saidByBoth(a: Titled, b: Titled, rarityOf: RarityOf): { share: number; words: number } {
  const said = (one: Titled, other: Titled) => {
    const words = [...new Set(one.title)];
    const points = (some: string[]) => some.reduce((sum, word) => sum + rarityOf(word), 0);
    const found = words.filter((word) => other.marks.has(word));
    return { share: words.length === 0 ? 0 : points(found) / points(words), words: found.length };
  };
  const [forth, back] = [said(a, b), said(b, a)];
  return { share: Math.min(forth.share, back.share), words: Math.min(forth.words, back.words) };
}
