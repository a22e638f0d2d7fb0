import { and, eq, gt, ne, sql } from "drizzle-orm";
import type { Card, Origin } from "../../lib/contracts/triage.ts";
import type { ReviewState } from "../../lib/contracts/vocabulary.ts";
import type { Database, Queryable } from "../client.ts";
import { incidents } from "../schema/incidents.ts";
import { type ReviewBefore, reviewDecisions, reviews } from "../schema/reviews.ts";
import { tickets } from "../schema/tickets.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { actOf, isVerdict, standingDecision } from "./review-decisions.ts";
import {
  announceDecision,
  conflict,
  lockReview,
  type NewDecision,
  opening,
  recordOf,
  type Snapshot,
} from "./review-lock.ts";
import type { Reviewer } from "./reviews.ts";
import { run } from "./run.ts";

function checkMayDecide({ review }: Snapshot, reviewer: Reviewer, now: Date): void {
  if (review.state === "decided")
    throw conflict(`${review.decidedByName ?? "Somebody"} has decided this card already.`);
  if (review.secondOpinionOf === reviewer.id)
    throw conflict("You decided this card; somebody else gives the second opinion.");
  const held = review.claimedBy !== null && review.claimExpiresAt !== null && review.claimExpiresAt > now;
  if (held && review.claimedBy !== reviewer.id) throw conflict(`${review.claimedByName} is on this card.`);
}

interface Verdict {
  /** Fields of the card that change, for this card and for the repeats that show the same one. */
  changes: Partial<Card>;
  card: Card;
  origin: Origin;
  state: ReviewState;
  /** Until when the card answers the same incident again; undefined: what answers it stays. */
  reusable?: { triageId: string; until: Date } | null;
}

/**
 * Writes a verdict to a card and to the repeats of its incident that showed the same card in the same state. Returns
 * how many repeats there were.
 */
async function writeVerdict(
  tx: Queryable,
  snapshot: Snapshot,
  triageId: string,
  verdict: Verdict,
): Promise<number> {
  const { card, origin, state } = verdict;
  const columns = {
    category: card.category,
    severity: card.severity,
    confidence: card.confidence,
    path: origin.path,
    degraded: origin.degraded,
    degradedReason: origin.degradedReason,
    reviewState: state,
  };
  await tx.update(triageCards).set({ card }).where(eq(triageCards.triageId, triageId));
  await tx.update(triages).set(columns).where(eq(triages.id, triageId));
  await tx
    .update(tickets)
    .set({ ...columns, summary: card.summary })
    .where(eq(tickets.triageId, triageId));

  const repeats = await tx
    .update(triages)
    .set({
      category: card.category,
      severity: card.severity,
      confidence: card.confidence,
      reviewState: state,
    })
    .where(
      and(
        eq(triages.incidentKey, snapshot.incidentKey),
        ne(triages.id, triageId),
        eq(triages.path, "cache"),
        eq(triages.reviewState, snapshot.before.review.state),
      ),
    )
    .returning({ id: triages.id });
  if (repeats.length === 0) return 0;
  const ids = sql`(select jsonb_array_elements_text(${JSON.stringify(repeats.map(({ id }) => id))}::jsonb))`;
  await tx
    .update(tickets)
    .set({
      category: card.category,
      severity: card.severity,
      confidence: card.confidence,
      reviewState: state,
    })
    .where(sql`${tickets.triageId} in ${ids}`);
  await tx
    .update(triageCards)
    .set({ card: sql`${triageCards.card} || ${JSON.stringify(verdict.changes)}::jsonb` })
    .where(sql`${triageCards.triageId} in ${ids}`);
  return repeats.length;
}

async function writeReusable(
  tx: Queryable,
  incidentKey: string,
  reusable: Verdict["reusable"],
): Promise<void> {
  if (reusable === undefined) return;
  await tx
    .update(incidents)
    .set({ reusableTriageId: reusable?.triageId ?? null, reusableUntil: reusable?.until ?? null })
    .where(eq(incidents.incidentKey, incidentKey));
}

/**
 * Decides a card, once: throws `conflict` when it is decided, when somebody else holds it, or when it waits for
 * another's opinion. `judge` turns the card as it is now into the verdict; it runs while the card is locked.
 */
export async function decideReview(
  db: Database,
  decision: NewDecision & { eventId: string; action: "approve" | "correct" },
  judge: (before: ReviewBefore) => Verdict,
): Promise<void> {
  const { triageId, reviewer, now, action } = decision;
  await run(
    db.transaction(async (tx) => {
      const snapshot = await lockReview(tx, triageId);
      checkMayDecide(snapshot, reviewer, now);
      const verdict = judge(snapshot.before);
      const repeats = await writeVerdict(tx, snapshot, triageId, verdict);
      await writeReusable(tx, snapshot.incidentKey, verdict.reusable);
      await tx
        .update(reviews)
        .set({
          state: "decided",
          claimedBy: null,
          claimedByName: null,
          claimExpiresAt: null,
          snoozedUntil: null,
          decidedAt: now,
          decidedByName: reviewer.name,
          decidedAction: action,
        })
        .where(eq(reviews.triageId, triageId));
      await tx.insert(reviewDecisions).values({
        ...recordOf(decision, action),
        before: snapshot.before,
        after: verdict.card,
        repeats,
        secondOpinion: snapshot.review.secondOpinionOf !== null,
      });
      await announceDecision(tx, decision.eventId, snapshot.ticketId, now);
    }),
  );
}

/**
 * Takes a person's own decision back: card, state and reusable card are as before, and the card is theirs again for
 * `leaseMs`, or anybody's where that is null. Throws `conflict` when the last decision on the card is another's, or
 * older than their last `limit` acts.
 */
export async function undoDecision(
  db: Database,
  decision: NewDecision & { eventId: string },
  { limit, leaseMs }: { limit: number; leaseMs: number | null },
): Promise<void> {
  const { triageId, reviewer, now } = decision;
  await opening(
    db.transaction(async (tx) => {
      const snapshot = await lockReview(tx, triageId);
      const standing = await standingDecision(tx, triageId);
      if (standing.actorId !== reviewer.id) throw conflict(`${standing.actorName} decided this card.`);
      const newer = await tx
        .selectDistinct({ act: actOf })
        .from(reviewDecisions)
        .where(
          and(
            eq(reviewDecisions.actorId, reviewer.id),
            isVerdict,
            eq(reviewDecisions.undone, false),
            gt(reviewDecisions.id, standing.id),
            ne(actOf, standing.actId ?? standing.id),
          ),
        )
        .limit(limit);
      if (newer.length >= limit) throw conflict(`Only your last ${limit} decisions can be taken back.`);

      const { card, origin, review, reusable } = standing.before;
      await writeVerdict(tx, snapshot, triageId, {
        changes: { category: card.category, severity: card.severity, confidence: card.confidence },
        card,
        origin,
        state: review.state,
      });
      await writeReusable(
        tx,
        snapshot.incidentKey,
        reusable && { triageId: reusable.triageId, until: new Date(reusable.until) },
      );
      await tx.update(reviewDecisions).set({ undone: true }).where(eq(reviewDecisions.id, standing.id));
      await tx
        .update(reviews)
        .set({
          state: "open",
          claimedBy: leaseMs === null ? null : reviewer.id,
          claimedByName: leaseMs === null ? null : reviewer.name,
          claimExpiresAt: leaseMs === null ? null : new Date(now.getTime() + leaseMs),
          decidedAt: null,
          decidedByName: null,
          decidedAction: null,
        })
        .where(eq(reviews.triageId, triageId));
      await tx.insert(reviewDecisions).values(recordOf(decision, "undo"));
      await announceDecision(tx, decision.eventId, snapshot.ticketId, now);
    }),
  );
}
