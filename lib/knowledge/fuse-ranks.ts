import { offeredFrom, type RankedRunbook } from "./rank-runbooks.ts";

/** A section near to a ticket by what an embedding model makes of both. */
export interface NearSection {
  id: string;
  title: string;
  section: RankedRunbook["section"];
  /** Cosine of the two, -1 to 1. */
  cosine: number;
}

/** Of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). */
const rankConstant = 60;
/** Deviations above the shelf's mean from which nearness is no accident. */
const nearDeviations = 2.5;
/** Below this nearness nothing is offered, whatever the others are. */
const nearMin = 0.3;
/** Fewer runbooks have no mean worth the name: there the nearness alone decides, and has to be greater. */
const shelfMin = 20;
const nearAlone = 0.5;
/** What nearness alone is worth as a score at most: it is offered, and no step points to it. */
const nearScoreMax = 0.55;

/** The nearest section of each runbook, nearest first. */
function nearestRunbooks(sections: readonly NearSection[]): NearSection[] {
  const best = new Map<string, NearSection>();
  for (const section of sections) {
    const known = best.get(section.id);
    if (!known || section.cosine > known.cosine) best.set(section.id, section);
  }
  return [...best.values()].sort((one, other) => other.cosine - one.cosine || (one.id < other.id ? -1 : 1));
}

function isNear(runbooks: readonly NearSection[]): (cosine: number) => boolean {
  if (runbooks.length < shelfMin) return (cosine) => cosine >= nearAlone;
  const mean = runbooks.reduce((sum, { cosine }) => sum + cosine, 0) / runbooks.length;
  const variance = runbooks.reduce((sum, { cosine }) => sum + (cosine - mean) ** 2, 0) / runbooks.length;
  return (cosine) => cosine >= Math.max(nearMin, mean + nearDeviations * Math.sqrt(variance));
}

/**
 * Joins what words and what an embedding model find: by the ranks in both, because their scores do not compare. What
 * only one of them finds is offered by its own measure. Pure.
 */
export function fuseRanks(
  byWords: readonly RankedRunbook[],
  sections: readonly NearSection[],
): RankedRunbook[] {
  const nearest = nearestRunbooks(sections);
  const near = isNear(nearest);
  const worth = (rank: number | undefined) => (rank === undefined ? 0 : 1 / (rankConstant + rank + 1));
  const nearRanks = new Map(nearest.filter(({ cosine }) => near(cosine)).map(({ id }, rank) => [id, rank]));
  const wordRanks = new Map(byWords.map(({ id }, rank) => [id, rank]));
  const found = nearest
    .filter(({ id }) => nearRanks.has(id))
    .map(({ id, title, section, cosine }): RankedRunbook => {
      const known = byWords[wordRanks.get(id) ?? -1];
      const score = Math.max(offeredFrom, Math.min(nearScoreMax, cosine));
      return known
        ? { ...known, score: Math.max(known.score, score) }
        : { id, title, section, score, because: [] };
    });
  const rest = byWords.filter(({ id }) => !nearRanks.has(id));
  const points = ({ id, score }: RankedRunbook) =>
    worth(nearRanks.get(id)) + (score >= offeredFrom || nearRanks.has(id) ? worth(wordRanks.get(id)) : 0);
  return [...found, ...rest].sort((one, other) => points(other) - points(one) || other.score - one.score);
}
