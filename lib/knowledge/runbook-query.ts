import { conceptsOf } from "./concepts.ts";
import { type Meaning, meaningsOf } from "./lexicon.ts";
import { meantShare } from "./shares.ts";
import { type TellingPart, tellingParts } from "./telling-text.ts";
import { codesOf, joinedTerms, nameKey, stemOf, termsOf } from "./terms.ts";

/** A word to look for. */
export interface QueryTerm {
  term: string;
  /** How much it tells, before it is known how rare it is on the shelf. */
  weight: number;
  /** Words of the text that stand for it; null when the text has the word itself. */
  by: string | null;
  /** The word as the text writes it. */
  written: string;
}

export interface RunbookQuery {
  terms: QueryTerm[];
  /** Names of alerts and the like, as keys: a runbook of that name is the one. */
  names: string[];
  /** Terms that stand together in one sentence, each with what it counts there, 0 to 1. */
  sentences: ReadonlyMap<string, number>[];
}

const termsMax = 96;
const sentencesMax = 80;
/** The name of a runbook is said in one sentence, not scattered over a page. */
const sentenceEnd = /(?<=[.!?;])\s+/;
const namesMax = 4;
/** What a synonym counts beside the word itself. */
const synonymWeight = 0.55;
const joinedWeight = 0.5;
/** Sentences of a text that counts as short, and what a word beside them counts in a name. */
const shortText = 4;
const asideShare = 0.4;
const writtenMaxCharacters = 60;

const identifier =
  /(?<![\p{L}\p{N}_])(?:\p{L}{2,40}(?:_\p{L}{1,40}){1,8}|\p{Lu}?\p{Ll}{1,40}(?:\p{Lu}+\p{Ll}{0,40}\p{N}{0,3}){2,10})(?![\p{L}\p{N}_])/gu;

/** Sentences that are read for what they may be about, too. */
const conceptSentencesMax = 24;

/** The ticket read by phrases of the lexicon, and read also by entries that only share words with it. */
export interface RunbookQueries {
  close: RunbookQuery;
  wide: RunbookQuery;
}

const sentencesOf = ({ text, weight }: TellingPart): TellingPart[] =>
  text.split(sentenceEnd).map((sentence) => ({ text: sentence, weight }));

/** A sentence of a ticket with what both readings need of it. */
interface ReadPart {
  weight: number;
  words: string[];
  joined: string[];
  codes: string[];
  /** What it means by phrases, and what it may mean besides; none where it only stands beside the text. */
  meanings: ReadonlyMap<string, Meaning>;
  concepts: ReadonlyMap<string, Meaning>;
}

interface ReadTicket {
  parts: ReadPart[];
  /** Stems as the text writes them first. */
  written: ReadonlyMap<string, string>;
  names: string[];
}

const nothing: ReadonlyMap<string, Meaning> = new Map();

/** What costs time is done once for both readings. */
function readTicket(text: string): ReadTicket {
  const written = new Map<string, string>();
  const names = new Set<string>();
  let told = 0;
  const parts = tellingParts(text)
    .flatMap(sentencesOf)
    .map((part): ReadPart => {
      if (part.weight >= 3 && names.size < namesMax) names.add(nameKey(part.text));
      for (const [name] of part.weight >= 1 ? part.text.matchAll(identifier) : []) {
        if (names.size < namesMax) names.add(nameKey(name));
      }
      for (const [word] of part.text.matchAll(/[\p{L}\p{N}]+/gu)) {
        const stem = stemOf(word);
        if (!written.has(stem)) written.set(stem, word.slice(0, writtenMaxCharacters));
      }
      const words = termsOf(part.text);
      const isTold = part.weight >= 1;
      if (isTold) told += 1;
      return {
        weight: part.weight,
        words,
        joined: joinedTerms(words),
        codes: codesOf(part.text),
        meanings: isTold ? meaningsOf(part.text) : nothing,
        concepts: isTold && told <= conceptSentencesMax ? conceptsOf(part.text) : nothing,
      };
    });
  return { parts, written, names: [...names].filter((name) => name.length >= 4) };
}

/**
 * What to look for on the shelf of runbooks: the telling words of a ticket with their weights, what they may mean, and
 * names; in two readings. Pure and linear.
 */
export function runbookQueries(text: string): RunbookQueries {
  const read = readTicket(text);
  return {
    close: queryOf(read, ({ meanings }) => [...meanings]),
    wide: queryOf(read, ({ meanings, concepts }) => [...meanings, ...concepts]),
  };
}

function queryOf(
  { parts, written, names }: ReadTicket,
  meaningsIn: (part: ReadPart) => [string, Meaning][],
): RunbookQuery {
  const terms = new Map<string, QueryTerm>();
  const counts = new Map<string, number>();
  const add = (term: string, weight: number, by: string | null) => {
    const known = terms.get(term);
    if (known && known.weight >= weight) return;
    const said = by?.split(" ").map((stem) => written.get(stem) ?? stem);
    terms.set(term, { term, weight, by: said?.join(" ") ?? null, written: written.get(term) ?? term });
  };
  const meant = new Map<string, { weight: number; by: string }>();
  const sentences: Map<string, number>[] = [];
  const aside = new Set<string>();
  for (const part of parts) {
    const { words, joined } = part;
    for (const term of words) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
      add(term, part.weight, null);
    }
    for (const term of part.codes) add(term, part.weight, null);
    for (const term of joined) add(term, part.weight * joinedWeight, null);
    if (part.weight < 1) {
      for (const term of words) aside.add(term);
      continue;
    }
    const sentence = new Map<string, number>();
    for (const [term, { by, share }] of meaningsIn(part)) {
      const weight = part.weight * synonymWeight * share;
      if ((meant.get(term)?.weight ?? 0) < weight) meant.set(term, { weight, by });
      sentence.set(term, Math.max(sentence.get(term) ?? 0, meantShare * share));
    }
    for (const term of [...words, ...joined]) sentence.set(term, 1);
    if (sentences.length < sentencesMax) sentences.push(sentence);
  }
  // The labels of a short alert tell what its one sentence is about.
  for (const sentence of sentences.length <= shortText ? sentences : []) {
    for (const term of aside) if (!sentence.has(term)) sentence.set(term, asideShare);
  }
  for (const [term, { weight, by }] of meant) add(term, weight, by);
  for (const entry of terms.values()) entry.weight *= 1 + 0.2 * Math.log(counts.get(entry.term) ?? 1);
  return {
    sentences,
    terms: [...terms.values()].sort((one, other) => other.weight - one.weight).slice(0, termsMax),
    names,
  };
}
