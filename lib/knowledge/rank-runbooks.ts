import { systemOf } from "./lexicon/systems.ts";
import type { QueryTerm, RunbookQuery } from "./runbook-query.ts";
import { meantShare } from "./shares.ts";
import { stemOf } from "./terms.ts";

/** How many runbooks of a shelf hold each word. */
export interface ShelfStatistics {
  runbooks: number;
  documents: ReadonlyMap<string, number>;
}

interface CandidateSection {
  ordinal: number;
  path: string[];
  /** Words in it. */
  length: number;
  /** Where the query's words stand: in its headings, in its text. */
  matches: { term: string; heading: number; text: number }[];
}

/** A runbook that has some of the words, with what is needed to say how well it fits. */
export interface RunbookCandidate {
  id: string;
  title: string;
  /** Terms of title and name in their order, with how many runbooks of the shelf hold them in theirs. */
  titleTerms: { term: string; documents: number }[];
  /** The same with neighbours written as one word. */
  titleJoined: string[];
  /** Trigram similarity of its name with the best of the query's, 0 to 1. */
  nameSimilarity: number;
  sections: CandidateSection[];
}

export interface RankedRunbook {
  id: string;
  title: string;
  /** The section to read first. */
  section: { ordinal: number; path: string[] };
  /** 0 to 1: how surely this runbook is about the ticket. */
  score: number;
  /** Words that speak for it, strongest first; `by` is the phrase of the ticket that stands for the word. */
  because: { word: string; by: string | null }[];
}

/** From this score on a runbook fits: without one that does nothing is offered, see `offeredOf`. */
export const offeredFrom = 0.1;
/** From this score on a step may point to it. */
export const citedFrom = 0.6;

const becauseMax = 6;

/** Words in names that say how bad it is, or stand in every second name. */
const plainWords = new Set(
  "high low error warn critic state statu alert hit too mani number rate limit detect near almost kube no not cluster".split(
    " ",
  ),
);
const plainness = (term: string) => (plainWords.has(term) ? 0.5 : 1);

/** A shelf with fewer runbooks tells little of which words are common; it is read as if it had so many. */
const shelfMin = 200;

/** How much a word tells that so many runbooks hold. */
function rarity({ runbooks }: ShelfStatistics, documents: number): number {
  const shelf = Math.max(runbooks, documents, shelfMin);
  const holding = Math.min(shelf, documents * Math.sqrt(shelf / Math.max(1, runbooks)));
  return Math.log(1 + (shelf - holding + 0.5) / (holding + 0.5));
}

/** What an occurrence counts by its place. */
const places = { title: 1, heading: 0.35, lead: 0.6, text: 0.3 };
/** What a word of the ticket counts that no runbook of the shelf has: it says little against any of them. */
const unknownWord = 0.3;

const saturated = (count: number, length: number) =>
  (1.6 * count) / (count + 0.6 + 0.9 * Math.min(4, length / 150));

type Worth = QueryTerm & { worth: number };

/** The query's words with what each is worth on this shelf, most first. */
export function worthOfTerms(query: RunbookQuery, shelf: ShelfStatistics): Worth[] {
  return query.terms
    .map((each) => {
      const { term, weight } = each;
      return { ...each, worth: weight * plainness(term) * rarity(shelf, shelf.documents.get(term) ?? 0) };
    })
    .sort((one, other) => other.worth - one.worth);
}

/** 0 to 1: how prominently a section holds a word. */
function strengthIn({ ordinal, length, matches }: CandidateSection, term: string): number {
  const match = matches.find((each) => each.term === term);
  if (!match) return 0;
  const inText = (ordinal === 0 ? places.lead : places.text) * saturated(match.text, length);
  return Math.min(1, Math.max(match.heading > 0 ? places.heading : 0, inText));
}

/** How much of a runbook's name was said, 0 to 1. */
function shareOfTitle(
  { titleTerms }: RunbookCandidate,
  said: ReadonlyMap<string, number>,
  shelf: ShelfStatistics,
): { share: number; worth: number } {
  let total = 0;
  let found = 0;
  for (const [index, { term, documents }] of titleTerms.entries()) {
    const worth = rarity(shelf, documents) * plainness(term);
    const before = titleTerms[index - 1]?.term ?? "";
    const after = titleTerms[index + 1]?.term ?? "";
    total += worth;
    found +=
      worth * (said.get(term) ?? said.get(stemOf(term + after)) ?? said.get(stemOf(before + term)) ?? 0);
  }
  return { share: total === 0 ? 0 : found / total, worth: total };
}

/**
 * How well a runbook fits, on a scale of its own from 0 to about 5: how much of what the ticket says it holds, how much
 * of its name one sentence of the ticket says, and whether the ticket has the name itself.
 */
function fitOf(
  candidate: RunbookCandidate,
  query: RunbookQuery,
  shelf: ShelfStatistics,
  terms: readonly Worth[],
) {
  const title = new Set([...candidate.titleTerms.map(({ term }) => term), ...candidate.titleJoined]);
  let total = 0;
  let found = 0;
  const parts: { word: string; by: string | null; points: number }[] = [];
  for (const { term, by, written, worth } of terms) {
    if (by === null) total += worth * (shelf.documents.has(term) ? 1 : unknownWord);
    const strength = title.has(term)
      ? places.title
      : Math.max(0, ...candidate.sections.map((section) => strengthIn(section, term)));
    if (strength === 0) continue;
    found += worth * strength;
    parts.push({ word: by === null ? written : term, by, points: worth * strength });
  }
  const everywhere = new Map(terms.map(({ term, by }) => [term, by === null ? 1 : meantShare]));
  const whole = shareOfTitle(candidate, everywhere, shelf);
  const best = Math.max(
    0,
    ...query.sentences.map((sentence) => shareOfTitle(candidate, sentence, shelf).share),
  );
  const coverage = total === 0 ? 0 : Math.min(1.2, found / total);
  const named =
    candidate.nameSimilarity > 0.95 ? 3 : candidate.nameSimilarity > 0.6 ? candidate.nameSimilarity : 0;
  const known = missesSystem(candidate, terms) ? withoutSystem : 1;
  const fit = known * (coverage + 0.9 * (0.8 * best + 0.2 * whole.share) + named + 0.03 * best * whole.worth);
  return { fit, parts: parts.sort((one, other) => other.points - one.points) };
}

/** What remains of how well a runbook fits that does not know the system which the ticket names. */
const withoutSystem = 0.55;
/** A system counts as named where its name stands in the title, a sentence or the alert's name. */
const namedFrom = 0.5;

/** Whether a ticket names systems and a runbook knows none of them. */
function missesSystem({ titleTerms, titleJoined, sections }: RunbookCandidate, terms: readonly Worth[]) {
  const named = new Set(
    terms
      .filter(({ by, weight }) => by === null && weight >= namedFrom)
      .map(({ term }) => systemOf(term))
      .filter((system) => system !== undefined),
  );
  if (named.size === 0) return false;
  const knows = (term: string) => named.has(systemOf(term) ?? -1);
  return !(
    titleTerms.some(({ term }) => knows(term)) ||
    titleJoined.some(knows) ||
    sections.some(({ matches }) => matches.some(({ term }) => knows(term)))
  );
}

/** Turns the scale of `fitOf` into a share: about as many of the runbooks offered with it are right. */
export const scoreOf = (fit: number) => 1 / (1 + Math.exp(-4.5 * (fit - 1.15)));

/** Headings under which stands what to do, not what it is. */
const actionHeading =
  /diagnos|mitigat|resol|remed|troubleshoot|investigat|fix|action|step|procedure|recover|what to do|check/i;

/** The section to read first: of those that say what to do, else of all, the one that is most about these words. */
function bestSection(
  { sections, titleTerms }: RunbookCandidate,
  terms: readonly Worth[],
): RankedRunbook["section"] {
  // The words of the name stand in every section.
  const telling = terms.filter(({ term }) => !titleTerms.some((title) => title.term === term));
  const acting = sections.filter(({ path }) => path.slice(1).some((heading) => actionHeading.test(heading)));
  const eligible = acting.length > 0 ? acting : sections;
  let best: RankedRunbook["section"] = { ordinal: eligible[0]?.ordinal ?? 0, path: eligible[0]?.path ?? [] };
  let most = 0;
  for (const section of eligible) {
    const points = telling.reduce((sum, { term, worth }) => sum + worth * strengthIn(section, term), 0);
    if (points > most) {
      most = points;
      best = { ordinal: section.ordinal, path: section.path };
    }
  }
  return best;
}

/** Of Okapi BM25: how soon more occurrences stop to count, and how much the length of a runbook matters. */
const bm25 = { k1: 1.2, b: 0.75, title: 3 };
/** What a runbook loses that holds nothing of what the fullest one holds. */
const fullnessWorth = 0.4;

/**
 * How much of the query's words each candidate holds over its whole length, by BM25, as a share of the fullest one's.
 * `fitOf` looks at the most telling place of a word; this counts all of them, so that of two runbooks with like names
 * the one that speaks of the ticket's details comes first.
 */
function fullnessOf(candidates: readonly RunbookCandidate[], terms: readonly Worth[]): number[] {
  const lengths = candidates.map(({ sections }) => sections.reduce((sum, { length }) => sum + length, 0));
  const mean = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length));
  const points = candidates.map((candidate, index) => {
    const title = new Set([...candidate.titleTerms.map(({ term }) => term), ...candidate.titleJoined]);
    const counts = new Map<string, number>();
    for (const { term, heading, text } of candidate.sections.flatMap(({ matches }) => matches)) {
      counts.set(term, (counts.get(term) ?? 0) + heading + text);
    }
    const norm = bm25.k1 * (1 - bm25.b + (bm25.b * (lengths[index] ?? 0)) / mean);
    return terms.reduce((sum, { term, worth }) => {
      const count = (counts.get(term) ?? 0) + (title.has(term) ? bm25.title : 0);
      return sum + (worth * count * (bm25.k1 + 1)) / (count + norm);
    }, 0);
  });
  const most = Math.max(...points, Number.MIN_VALUE);
  return points.map((each) => each / most);
}

export type FittingRunbook = Omit<RankedRunbook, "score"> & {
  fit: number;
  /** The same for a text in people's own words. */
  plainFit: number;
};

/**
 * People's own words share those of a title by chance more than a machine's do, and a long runbook holds some of
 * anything: what counts less for them, and what its beginning, where a runbook says what it is about, counts besides.
 * Found on queries written from the meaning of runbooks; each set left out in turn, the shares hardly change.
 */
const plainly = { titleSaid: 0.055, length: 0.12, usualLength: 1000, lead: 0.7 };
/** Sections that say what a runbook is about. */
const leadSections = 3;

function plainFitOf(
  { titleTerms, sections }: RunbookCandidate,
  shelf: ShelfStatistics,
  terms: readonly Worth[],
  fit: number,
): number {
  const written = new Set(terms.filter(({ by }) => by === null).map(({ term }) => term));
  const titleSaid = titleTerms.reduce(
    (sum, { term, documents }) => sum + (written.has(term) ? rarity(shelf, documents) : 0),
    0,
  );
  const leading = new Set(
    sections.slice(0, leadSections).flatMap(({ matches }) => matches.map(({ term }) => term)),
  );
  let known = 0;
  let inLead = 0;
  for (const { term, worth } of terms) {
    if (!shelf.documents.has(term)) continue;
    known += worth;
    if (leading.has(term)) inLead += worth;
  }
  const length = sections.reduce((sum, section) => sum + section.length, 0);
  return (
    fit -
    plainly.titleSaid * titleSaid -
    plainly.length * Math.log((1 + length) / plainly.usualLength) +
    plainly.lead * (known === 0 ? 0 : inLead / known)
  );
}

/** How much of what a text says itself the shelf has never heard of, 0 to 1. */
export function unheardShare(query: RunbookQuery, shelf: ShelfStatistics): number {
  let total = 0;
  let unheard = 0;
  for (const { term, by, worth } of worthOfTerms(query, shelf)) {
    if (by !== null) continue;
    total += worth;
    if (!shelf.documents.has(term)) unheard += worth;
  }
  return total === 0 ? 0 : unheard / total;
}

/** Candidates by how well they fit a query, best first. Pure; equal ones stand in the order of their ids. */
export function fitRunbooks(
  candidates: readonly RunbookCandidate[],
  query: RunbookQuery,
  shelf: ShelfStatistics,
): FittingRunbook[] {
  const terms = worthOfTerms(query, shelf);
  const fullness = fullnessOf(candidates, terms);
  return candidates
    .map((candidate, index) => {
      const { fit, parts } = fitOf(candidate, query, shelf, terms);
      const whole = fit - fullnessWorth * (1 - (fullness[index] ?? 0));
      return { candidate, fit: whole, plainFit: plainFitOf(candidate, shelf, terms, whole), parts };
    })
    .sort((one, other) => other.fit - one.fit || (one.candidate.id < other.candidate.id ? -1 : 1))
    .map(({ candidate, fit, plainFit, parts }) => ({
      id: candidate.id,
      title: candidate.title,
      section: bestSection(candidate, terms),
      fit,
      plainFit,
      because: parts.slice(0, becauseMax).map(({ word, by }) => ({ word, by })),
    }));
}
