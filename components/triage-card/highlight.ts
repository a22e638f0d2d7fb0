/** A piece of the text and the quotes, by their index, that cover it; none for plain text. */
export interface Segment {
  text: string;
  quotes: number[];
}

interface Range {
  start: number;
  end: number;
  quote: number;
}

const escapeForPattern = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Where a quote stands: as written, else with any spacing and case, as extractors tidy what they copy. */
function find(text: string, quote: string): { start: number; end: number } | null {
  const words = quote.trim();
  if (words === "") return null;
  const exact = text.indexOf(words);
  if (exact >= 0) return { start: exact, end: exact + words.length };
  const loose = new RegExp(words.split(/\s+/).map(escapeForPattern).join("\\s+"), "iu").exec(text);
  return loose ? { start: loose.index, end: loose.index + loose[0].length } : null;
}

/**
 * Cuts a text at the edges of its quotes. The segments follow each other without gap or overlap and joined give the
 * text again; where quotes overlap, a segment belongs to several. Only a quote's first place counts; a quote that
 * is not in the text marks nothing.
 */
export function highlight(text: string, quotes: readonly string[]): Segment[] {
  const ranges: Range[] = quotes.flatMap((quote, index) => {
    const place = find(text, quote);
    return place ? [{ ...place, quote: index }] : [];
  });
  const edges = [...new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])];
  edges.sort((left, right) => left - right);
  return edges.slice(1).map((end, index) => {
    const start = edges[index] ?? 0;
    const covering = ranges.filter((range) => range.start < end && range.end > start);
    return { text: text.slice(start, end), quotes: covering.map(({ quote }) => quote) };
  });
}
