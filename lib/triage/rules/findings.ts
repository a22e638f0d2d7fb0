import { type Document, isIn } from "./document.ts";
import type { Said } from "./entry.ts";
import { knowledgeIndex } from "./knowledge.ts";
import { isNegated } from "./negation.ts";
import { noOwnSignals, type OwnSignals } from "./own-signals.ts";
import { signatures } from "./signatures.ts";

/** A piece of knowledge that applies to a text, with the words that show it. */
export interface Finding {
  says: Said;
  /** The same phrase or expression found again has the same key. */
  key: object;
  quote: string;
  /** Place in the text. */
  start: number;
  inTitle: boolean;
  inCause: boolean;
  negated: boolean;
  /** By a signal of the organisation. */
  own: boolean;
}

const quoteMaxCharacters = 200;
/** How far a quote is stretched to the ends of its words, in characters on each side. */
const stretchMaxCharacters = 40;
const wordCharacter = /[\p{L}\p{N}_-]/u;

/** The quote with the rest of the words it cuts, so that a reader sees `web-01` and not `web`. */
function wholeWords(text: string, start: number, end: number): string {
  const inWord = (index: number) => wordCharacter.test(text[index] ?? "");
  let from = start;
  while (from > start - stretchMaxCharacters && inWord(from - 1) && inWord(from)) from--;
  let to = end;
  while (to < end + stretchMaxCharacters && inWord(to) && inWord(to - 1)) to++;
  return text.slice(from, to);
}

/** Enough to decide on; a text that repeats itself says nothing new. */
const findingsMax = 4_000;

/** Everything the knowledge and the organisation's own signals find in a document, by place. */
export function findingsIn(document: Document, own: OwnSignals = noOwnSignals): Finding[] {
  const { text, head, tokens, titles } = document;
  const found: Finding[] = [];
  const hits = [
    ...own.index.hits(tokens).map((hit) => ({ ...hit, own: true })),
    ...knowledgeIndex.hits(tokens).map((hit) => ({ ...hit, own: false })),
  ];
  for (const hit of hits) {
    const first = tokens[hit.first];
    const last = tokens[hit.last];
    if (!first || !last || last.end - first.start > quoteMaxCharacters) continue;
    const inTitle = isIn(titles, first.start);
    const { entry } = hit.meaning;
    if (entry.titleOnly && !inTitle) continue;
    if (entry.shapes && !entry.shapes.includes(document.shape)) continue;
    found.push({
      says: entry,
      key: hit.meaning,
      quote: wholeWords(text, first.start, last.end),
      start: first.start,
      inTitle,
      inCause: isIn(document.causes, first.start),
      negated: entry.negatable !== false && isNegated(tokens, hit.first),
      own: hit.own,
    });
    if (found.length >= findingsMax) break;
  }
  for (const signature of signatures) {
    if (signature.shapes && !signature.shapes.includes(document.shape)) continue;
    const match = signature.pattern.exec(head);
    if (!match?.[0]) continue;
    const quote = match[0].trim().slice(0, quoteMaxCharacters);
    found.push({
      says: signature,
      key: signature,
      quote,
      start: match.index,
      inTitle: isIn(titles, match.index),
      inCause: isIn(document.causes, match.index),
      negated: false,
      own: false,
    });
  }
  return found.sort((one, other) => one.start - other.start);
}
