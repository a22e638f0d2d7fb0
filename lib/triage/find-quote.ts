/** Shortest stretch that can show anything; one letter is found in every text. */
export const quoteMinCharacters = 2;

interface Plain {
  /** Runs of white space are one space. */
  collapsed: string;
  /** Like `collapsed`, in lower case, same length. */
  lower: string;
  /** Place in the text of every character of `collapsed`. */
  origin: Int32Array;
}

/**
 * Finds quotes in one text: verbatim first, then whatever the white space, then whatever the case. The answer is
 * always a substring of the text itself, or null. Preparation and each look-up take time linear in the text.
 */
export function quoteFinder(text: string): (quote: string) => string | null {
  let plain: Plain | undefined;
  return (quote) => {
    const wanted = quote.trim();
    if (wanted.length < quoteMinCharacters) return null;
    if (text.includes(wanted)) return wanted;
    plain ??= plainOf(text);
    const collapsed = plainOf(wanted);
    const place = plain.collapsed.indexOf(collapsed.collapsed);
    const start = place >= 0 ? place : plain.lower.indexOf(collapsed.lower);
    if (start < 0) return null;
    const first = plain.origin[start] ?? 0;
    const last = plain.origin[start + collapsed.lower.length - 1] ?? first;
    return text.slice(first, last + 1);
  };
}

function plainOf(text: string): Plain {
  const origin = new Int32Array(text.length);
  const characters: string[] = [];
  let inSpace = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    const isSpace = /\s/.test(character);
    if (isSpace && inSpace) continue;
    inSpace = isSpace;
    origin[characters.length] = index;
    characters.push(isSpace ? " " : character);
  }
  const lower = characters.map((character) => {
    const small = character.toLowerCase();
    return small.length === 1 ? small : character;
  });
  return { collapsed: characters.join(""), lower: lower.join(""), origin };
}
