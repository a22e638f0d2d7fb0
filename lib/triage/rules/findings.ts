import type { OwnLimit } from "../own-limits.ts";
import { type Document, isIn } from "./document.ts";
import type { Entry, Said } from "./entry.ts";
import { knowledgeIndex } from "./knowledge.ts";
import { isNegated } from "./negation.ts";
import { noOwnSignals, type OwnSignals } from "./own-signals.ts";
import type { Hit } from "./phrases.ts";
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
  /** What it says of how grave the ticket is, and in which words of the organisation. */
  limit: OwnLimit | null;
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
  const found = ownFindingsIn(document, own);
  for (const hit of knowledgeIndex.hits(document.tokens)) {
    if (found.length >= findingsMax) break;
    const finding = findingOf(document, hit, hit.meaning.entry);
    if (finding) found.push({ ...finding, own: false, limit: null });
  }
  const { head, titles } = document;
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
      limit: null,
    });
  }
  return found.sort((one, other) => one.start - other.start);
}

/** What the organisation's own signals alone find. */
export function ownFindingsIn(document: Document, own: OwnSignals): Finding[] {
  return own.index
    .hits(document.tokens)
    .flatMap((hit) => {
      const { entry, phrase, limit } = hit.meaning;
      const finding = findingOf(document, hit, entry);
      return finding ? [{ ...finding, own: true, limit: limit && { limit, phrase } }] : [];
    })
    .slice(0, findingsMax);
}

/** A phrase that was found; null where its entry does not count. */
function findingOf(
  { text, tokens, titles, causes, shape }: Document,
  hit: Hit<object>,
  entry: Entry,
): Omit<Finding, "own" | "limit"> | null {
  const first = tokens[hit.first];
  const last = tokens[hit.last];
  if (!first || !last || last.end - first.start > quoteMaxCharacters) return null;
  const inTitle = isIn(titles, first.start);
  if (entry.titleOnly && !inTitle) return null;
  if (entry.shapes && !entry.shapes.includes(shape)) return null;
  return {
    says: entry,
    key: hit.meaning,
    quote: wholeWords(text, first.start, last.end),
    start: first.start,
    inTitle,
    inCause: isIn(causes, first.start),
    negated: entry.negatable !== false && isNegated(tokens, hit.first),
  };
}
