import type { Token } from "./tokens.ts";

/**
 * A small language for phrases, matched on words instead of characters, so that the time is bounded whatever the text:
 *
 *   disk full         these words, one after the other, in any case
 *   replicat*         any word that begins so
 *   can't|cannot      one of these
 *   errors?           the last letter may be missing
 *   (set up|install)  one of these, which may be several words
 *   ..                up to five other words in the same sentence
 */
interface Element {
  exact: ReadonlySet<string>;
  prefixes: readonly string[];
  gap: boolean;
}

interface Compiled<Meaning> {
  meaning: Meaning;
  elements: readonly Element[];
}

export interface Hit<Meaning> {
  meaning: Meaning;
  /** First and last word. */
  first: number;
  last: number;
}

const gapMaxWords = 5;
/** Shortest beginning that may stand before a `*`. */
const prefixMinCharacters = 3;

const group = /\(([^()]*)\)/;

/** `(a b|c|d) e` is `a b e` and `c|d e`: only choices of several words need a phrase of their own. */
function expanded(phrase: string): string[] {
  if (/\([^()]*\(/.test(phrase)) throw new Error(`phrase has a group in a group: ${phrase}`);
  const found = group.exec(phrase);
  if (!found?.[1]) return [phrase];
  const before = phrase.slice(0, found.index);
  const after = phrase.slice(found.index + found[0].length);
  const choices = found[1].split("|").map((choice) => choice.trim());
  const words = choices.filter((choice) => !choice.includes(" ")).join("|");
  const several = choices.filter((choice) => choice.includes(" "));
  return [...(words ? [words] : []), ...several].flatMap((choice) => expanded(before + choice + after));
}

const alternative = /^[\p{L}\p{N}']+(?:\*|\?)?$/u;

function elementOf(part: string): Element {
  if (part === "..") return { exact: new Set(), prefixes: [], gap: true };
  const exact: string[] = [];
  const prefixes: string[] = [];
  for (const word of part.toLowerCase().split("|")) {
    if (!alternative.test(word)) throw new Error(`phrase cannot be read at: ${part}`);
    const stem = word.slice(0, -1);
    if (word.endsWith("*")) prefixes.push(stem);
    else if (word.endsWith("?")) exact.push(stem, stem.slice(0, -1));
    else exact.push(word);
  }
  return { exact: new Set(exact), prefixes, gap: false };
}

const meets = (element: Element, word: string) =>
  element.exact.has(word) || element.prefixes.some((prefix) => word.startsWith(prefix));

/** Index of the last word of the phrase when it stands at `at`, else -1. At most four tries for each element. */
function endOf(tokens: readonly Token[], at: number, elements: readonly Element[], from: number): number {
  const element = elements[from];
  if (!element) return at - 1;
  const token = tokens[at];
  const sameSentence = token !== undefined && (from === 0 || token.sentence === tokens[at - 1]?.sentence);
  if (element.gap) {
    for (let skipped = 0; skipped <= gapMaxWords; skipped++) {
      const end = endOf(tokens, at + skipped, elements, from + 1);
      if (end >= 0) return end;
      if (tokens[at + skipped]?.sentence !== tokens[at - 1]?.sentence) return -1;
    }
    return -1;
  }
  if (sameSentence && meets(element, token.word)) {
    return endOf(tokens, at + 1, elements, from + 1);
  }
  return -1;
}

/** A set of phrases that is looked for in one pass over the words of a text. */
export class PhraseIndex<Meaning> {
  readonly #byWord = new Map<string, Compiled<Meaning>[]>();
  readonly #byPrefix = new Map<string, Compiled<Meaning>[]>();
  readonly #prefixLengths: number[];

  /** Throws when a phrase cannot be read, or begins with a gap or a very short prefix: those would match anywhere. */
  constructor(entries: Iterable<{ phrase: string; meaning: Meaning }>) {
    const simple = [...entries].flatMap(({ phrase, meaning }) =>
      expanded(phrase).map((choice) => ({ phrase: choice, meaning })),
    );
    for (const { phrase, meaning } of simple) {
      const elements = phrase.trim().split(/\s+/).map(elementOf);
      const first = elements[0];
      if (!first || first.gap) throw new Error(`phrase needs a first word: ${phrase}`);
      const compiled = { meaning, elements };
      for (const word of first.exact) append(this.#byWord, word, compiled);
      for (const prefix of first.prefixes) {
        if (prefix.length < prefixMinCharacters) throw new Error(`phrase has too short a prefix: ${phrase}`);
        append(this.#byPrefix, prefix, compiled);
      }
    }
    this.#prefixLengths = [...new Set([...this.#byPrefix.keys()].map((prefix) => prefix.length))].sort(
      (one, other) => one - other,
    );
  }

  hits(tokens: readonly Token[]): Hit<Meaning>[] {
    const found: Hit<Meaning>[] = [];
    const tryAll = (candidates: readonly Compiled<Meaning>[] | undefined, at: number) => {
      for (const candidate of candidates ?? []) {
        const last = endOf(tokens, at, candidate.elements, 0);
        if (last >= at) found.push({ meaning: candidate.meaning, first: at, last });
      }
    };
    for (const [at, { word }] of tokens.entries()) {
      tryAll(this.#byWord.get(word), at);
      for (const length of this.#prefixLengths) {
        if (length > word.length) break;
        tryAll(this.#byPrefix.get(word.slice(0, length)), at);
      }
    }
    return found;
  }
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
