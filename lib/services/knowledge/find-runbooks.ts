import { findSectionTexts } from "#db/queries/runbooks.ts";
import { countShelf, findRunbookCandidates, type ShelfCounts } from "#db/queries/search-runbooks.ts";
import type { RunbookMatch } from "#lib/contracts/runbooks.ts";
import { fuseRanks } from "#lib/knowledge/fuse-ranks.ts";
import { joinReadings, offeredOf } from "#lib/knowledge/join-readings.ts";
import { fitRunbooks, type RankedRunbook, unheardShare, worthOfTerms } from "#lib/knowledge/rank-runbooks.ts";
import { type RunbookQuery, runbookQueries } from "#lib/knowledge/runbook-query.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { shapeOf } from "#lib/triage/rules/shape.ts";

type KnowledgeContext = Pick<ServiceContext, "database" | "shelfVectors" | "signal">;

/** Words looked up, the most telling ones, and runbooks looked at closely. */
const lookedUpMax = 28;
const candidatesMax = 60;
/** What a text is shows at its beginning. */
const headCharacters = 24_000;
/** Runbooks a triage points to at most. */
export const matchesMax = 3;

/** Runbooks that the look-ups of words in texts may find together: bounds the cost on a large shelf. */
const foundMax = 2_500;

/** How many words, the most telling first, can be looked for in texts within that. */
function affordable(terms: readonly { term: string }[], { documents }: ShelfCounts): number {
  let found = 0;
  const beyond = terms.findIndex(({ term }) => {
    found += documents.get(term) ?? 0;
    return found > foundMax;
  });
  return beyond < 0 ? terms.length : Math.max(1, beyond);
}

interface RankedShelf {
  ranked: RankedRunbook[];
  runbooks: number;
}

/**
 * Ranks the shelf for a text, best first, whether they fit or not: by words, and where an embedding model is configured
 * and answers in time, by what it makes of the text, too. Empty where there are no runbooks.
 */
export async function rankShelf(ctx: KnowledgeContext, text: string): Promise<RankedShelf> {
  const [byWords, near] = await Promise.all([
    rankByWords(ctx, text),
    ctx.shelfVectors?.near(text, ctx.signal) ?? null,
  ]);
  return near === null || near.length === 0
    ? byWords
    : { ...byWords, ranked: fuseRanks(byWords.ranked, near) };
}

/** The words of both readings that are worth a look-up, the most telling of either first. */
function wantedTerms(queries: readonly RunbookQuery[], shelf: ShelfCounts) {
  const wanted = new Map<string, { term: string; worth: number }>();
  for (const query of queries) {
    const telling = worthOfTerms(query, shelf).filter(({ term }) => shelf.documents.has(term));
    for (const { term, worth } of telling.slice(0, lookedUpMax)) {
      if ((wanted.get(term)?.worth ?? 0) < worth) wanted.set(term, { term, worth });
    }
  }
  return [...wanted.values()].sort((one, other) => other.worth - one.worth);
}

/** Two queries. */
async function rankByWords(
  { database }: Pick<KnowledgeContext, "database">,
  text: string,
): Promise<RankedShelf> {
  const { close, wide } = runbookQueries(text);
  if (wide.terms.length === 0) return { ranked: [], runbooks: 0 };
  const shelf = await countShelf(database, [
    ...new Set([...close.terms, ...wide.terms].map(({ term }) => term)),
  ]);
  if (shelf.runbooks === 0) return { ranked: [], runbooks: 0 };
  const terms = wantedTerms([close, wide], shelf);
  const candidates = await findRunbookCandidates(database, {
    terms,
    inTexts: affordable(terms, shelf),
    names: close.names,
    limit: candidatesMax,
  });
  const ranked = joinReadings(fitRunbooks(candidates, close, shelf), fitRunbooks(candidates, wide, shelf), {
    isAlert: shapeOf(text.slice(0, headCharacters)) === "alert",
    sentences: close.sentences.length,
    unheard: unheardShare(close, shelf),
  });
  return { ranked, runbooks: shelf.runbooks };
}

/** Headings below the runbook's own; its own where there are none below it. */
const sectionName = (path: readonly string[]) => path.slice(path.length > 1 ? 1 : 0).join(" › ");

export const toMatch = ({ id, title, section, score }: RankedRunbook): RunbookMatch => ({
  id,
  title,
  section: sectionName(section.path),
  sectionOrdinal: section.ordinal,
  score: Math.round(score * 1000) / 1000,
});

/** Runbooks that fit a text, best first; none where none fits. */
export async function findRunbooks(
  ctx: KnowledgeContext,
  text: string,
  limit: number = matchesMax,
): Promise<RunbookMatch[]> {
  const { ranked } = await rankShelf(ctx, text);
  return offeredOf(ranked, limit).map(toMatch);
}

export interface QuotedSection {
  runbook: string;
  section: string;
  text: string;
}

/** Read of a section at most: far more than is shown of it, so that nothing to remove is cut in two. */
const readCharacters = 8_000;

/**
 * The sections that matches point to, in the order of the matches, as they may leave the house: without secrets and
 * personal data. Rejects when it cannot be vouched for that.
 */
export async function quoteSections(
  { database, redact }: Pick<ServiceContext, "database" | "redact">,
  matches: readonly RunbookMatch[],
): Promise<QuotedSection[]> {
  const wanted = matches.map(({ id, sectionOrdinal }) => ({ id, ordinal: sectionOrdinal }));
  const stored = await findSectionTexts(database, wanted);
  const found = matches.flatMap(({ id, title, section, sectionOrdinal }) => {
    const text = stored.find((each) => each.id === id && each.ordinal === sectionOrdinal)?.text;
    return text === undefined ? [] : [[title, section, text.slice(0, readCharacters)]];
  });
  const { texts } = await redact({ texts: found.flat(), record: {} });
  return found.map((_, index) => {
    const [runbook = "", section = "", text = ""] = texts.slice(3 * index);
    return { runbook, section, text };
  });
}
