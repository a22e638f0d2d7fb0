import {
  findComparedTicket,
  findRelatedCandidates,
  type RelatedCandidate,
  shareOfCommonWords,
} from "#db/queries/related-tickets.ts";
import type { RelatedTicket } from "#lib/contracts/runbooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { incidentTraits } from "#lib/knowledge/incident-traits.ts";
import { type RarityOf, rarityAmong, rarityByShare } from "#lib/knowledge/rarity.ts";
import { compareIncidents, type IncidentComparison, type Report } from "#lib/knowledge/same-incident.ts";
import { stemOf } from "#lib/knowledge/terms.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getTriage } from "#lib/services/triage/triages.ts";

type RelatedContext = Pick<ServiceContext, "database" | "runtime">;

const windowMs = 30 * 86_400_000;
const shownMax = 8;
/** Below this two tickets share words and no trouble. */
const relatedFrom = 0.2;
/** A word that statistics do not name is in about one of so many tickets. */
const rareIn = 2_000;

function relationOf(
  candidate: RelatedCandidate,
  { duplicate }: IncidentComparison,
): RelatedTicket["relation"] {
  if (candidate.sameFingerprint) return "same_incident";
  return duplicate ? "probable_duplicate" : "related";
}

/** Statistics name words as they stand; marks are their stems. */
function rarityFrom(shares: ReadonlyMap<string, number>, reports: readonly Report[]): RarityOf {
  if (shares.size === 0) return rarityAmong(reports.map(({ traits }) => traits.marks));
  const byStem = new Map<string, number>();
  for (const [word, share] of shares) {
    for (const key of [word, stemOf(word)]) byStem.set(key, Math.max(byStem.get(key) ?? 0, share));
  }
  return rarityByShare((word) => byStem.get(word), rareIn);
}

const order = [
  "same_incident",
  "probable_duplicate",
  "related",
] as const satisfies RelatedTicket["relation"][];

/**
 * Other tickets of the last 30 days about the same incident or the same kind of trouble, surest first, the newest
 * report of each incident. They are pointed to; a card is never taken over from a ticket that is merely similar.
 */
export async function listRelatedTickets(ctx: RelatedContext, ticketId: string): Promise<RelatedTicket[]> {
  const since = new Date(ctx.runtime.now().getTime() - windowMs);
  const [source, candidates, shares] = await Promise.all([
    findComparedTicket(ctx.database, ticketId),
    findRelatedCandidates(ctx.database, ticketId, since),
    shareOfCommonWords(ctx.database),
  ]);
  if (source === null) throw new AppError("not_found", `There is no ticket ${ticketId}.`);
  const report: Report = { traits: incidentTraits(source.text), receivedAt: source.createdAt };
  const others = candidates.map((candidate) => ({
    candidate,
    report: { traits: incidentTraits(candidate.text), receivedAt: candidate.createdAt } satisfies Report,
  }));
  const rarityOf = rarityFrom(shares, [report, ...others.map((other) => other.report)]);
  return others
    .map(({ candidate, report: other }) => {
      const comparison = compareIncidents(report, other, rarityOf);
      const { text: _text, sameFingerprint: _same, createdAt, ...ticket } = candidate;
      return {
        ...ticket,
        createdAt: createdAt.toISOString(),
        similarity: Math.round(comparison.similarity * 1000) / 1000,
        relation: relationOf(candidate, comparison),
        shared: comparison.shared,
      };
    })
    .filter(({ relation, similarity }) => relation !== "related" || similarity >= relatedFrom)
    .sort(
      (a, b) =>
        order.indexOf(a.relation) - order.indexOf(b.relation) ||
        b.similarity - a.similarity ||
        (a.ticketId < b.ticketId ? 1 : -1),
    )
    .slice(0, shownMax);
}

/** The same for a triage; throws `not_found`. */
export async function listRelatedToTriage(ctx: ServiceContext, triageId: string): Promise<RelatedTicket[]> {
  const { ticketId } = await getTriage(ctx, triageId);
  return await listRelatedTickets(ctx, ticketId);
}
