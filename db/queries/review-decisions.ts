import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { ReviewAction } from "../../lib/contracts/reviews.ts";
import { severitySchema } from "../../lib/contracts/vocabulary.ts";
import type { Queryable } from "../client.ts";
import { reviewDecisions, reviews } from "../schema/reviews.ts";
import { tickets } from "../schema/tickets.ts";
import { triages } from "../schema/triages.ts";
import { conflict, type NewDecision, recordOf } from "./review-lock.ts";
import { run } from "./run.ts";

/** Notes what somebody did without deciding. */
export async function recordReviewAction(
  db: Queryable,
  decision: NewDecision,
  action: Exclude<ReviewAction, "approve" | "correct">,
): Promise<void> {
  await run(db.insert(reviewDecisions).values(recordOf(decision, action)));
}

/** Actions that decide. */
export const isVerdict = inArray(reviewDecisions.action, ["approve", "correct"]);

/** The act of a decision: many approved at once are one act, everything else is one of its own. */
export const actOf = sql<string>`coalesce(${reviewDecisions.actId}, ${reviewDecisions.id})`;

/** Most decisions that are looked at for somebody's last acts. */
const lookedThroughMax = 1_000;

/** A decided card with the decision that stands; throws `conflict` when there is none. */
export async function standingDecision(tx: Queryable, triageId: string) {
  const [standing] = await tx
    .select()
    .from(reviewDecisions)
    .where(and(eq(reviewDecisions.triageId, triageId), isVerdict, eq(reviewDecisions.undone, false)))
    .orderBy(desc(reviewDecisions.id))
    .limit(1);
  if (!standing?.before) throw conflict("There is no decision on this card to take back.");
  return { ...standing, before: standing.before };
}

const decisionColumns = {
  decision: reviewDecisions,
  ticketId: triages.ticketId,
  title: tickets.title,
};

export interface StoredDecision {
  decision: typeof reviewDecisions.$inferSelect;
  ticketId: string;
  title: string;
}

const selectDecisions = (db: Queryable) =>
  db
    .select(decisionColumns)
    .from(reviewDecisions)
    .innerJoin(triages, eq(triages.id, reviewDecisions.triageId))
    .innerJoin(tickets, eq(tickets.id, triages.ticketId));

/**
 * A person's newest acts with their verdicts, newest first, those taken back left out; of an act of several decisions
 * the newest stands for all, and `decisions` counts them.
 */
export async function listOwnActs(
  db: Queryable,
  actorId: string,
  limit: number,
): Promise<(StoredDecision & { decisions: number })[]> {
  const newest = db
    .select({ id: reviewDecisions.id, act: actOf.as("act") })
    .from(reviewDecisions)
    .where(and(eq(reviewDecisions.actorId, actorId), isVerdict, eq(reviewDecisions.undone, false)))
    .orderBy(desc(reviewDecisions.id))
    .limit(lookedThroughMax)
    .as("newest");
  const acts = db
    .select({
      newestId: sql<string>`max(${newest.id})`.as("newest_id"),
      decisions: sql<number>`count(*)`.mapWith(Number).as("decisions"),
    })
    .from(newest)
    .groupBy(newest.act)
    .orderBy(sql`max(${newest.id}) desc`)
    .limit(limit)
    .as("acts");
  return await run(
    db
      .select({ ...decisionColumns, decisions: acts.decisions })
      .from(acts)
      .innerJoin(reviewDecisions, eq(reviewDecisions.id, acts.newestId))
      .innerJoin(triages, eq(triages.id, reviewDecisions.triageId))
      .innerJoin(tickets, eq(tickets.id, triages.ticketId))
      .orderBy(desc(reviewDecisions.id)),
  );
}

/** The cards of an act of somebody that were not taken back, newest first. */
export async function listCardsOfAct(db: Queryable, actorId: string, actId: string): Promise<string[]> {
  const rows = await run(
    db
      .select({ triageId: reviewDecisions.triageId })
      .from(reviewDecisions)
      .where(
        and(
          eq(reviewDecisions.actId, actId),
          eq(reviewDecisions.actorId, actorId),
          isVerdict,
          eq(reviewDecisions.undone, false),
        ),
      )
      .orderBy(desc(reviewDecisions.id)),
  );
  return rows.map(({ triageId }) => triageId);
}

/** What happened to a card under review, oldest first; the newest 200 entries. */
export async function listDecisionsOf(db: Queryable, triageId: string): Promise<StoredDecision[]> {
  const newestFirst = await run(
    selectDecisions(db)
      .where(eq(reviewDecisions.triageId, triageId))
      .orderBy(desc(reviewDecisions.id))
      .limit(200),
  );
  return newestFirst.reverse();
}

/** Verdicts of a window for figures, newest first, at most `limit`; cards are compared here, so that none travels. */
export async function listVerdicts(
  db: Queryable,
  { from, to, limit }: { from: Date; to: Date; limit: number },
) {
  // Without what nobody changes, in a query of its own: a card is unpacked once and not for each of its fields.
  const judged = db
    .select({
      triageId: reviewDecisions.triageId,
      action: reviewDecisions.action,
      secondOpinion: reviewDecisions.secondOpinion,
      decidedAt: reviewDecisions.createdAt,
      before: sql`(${reviewDecisions.before} -> 'card') - '{evidence,reasons}'::text[]`.as("card_before"),
      after: sql`${reviewDecisions.after} - '{evidence,reasons}'::text[]`.as("card_after"),
    })
    .from(reviewDecisions)
    .where(
      and(
        gte(reviewDecisions.createdAt, from),
        lt(reviewDecisions.createdAt, to),
        isVerdict,
        eq(reviewDecisions.undone, false),
      ),
    )
    .orderBy(desc(reviewDecisions.createdAt))
    .limit(limit)
    .as("judged");
  const changed = (field: "category" | "severity" | "summary" | "steps") =>
    sql<boolean>`${judged.before} -> ${field} is distinct from ${judged.after} -> ${field}`;
  const rows = await run(
    db
      .select({
        action: judged.action,
        severity: sql<string | null>`${judged.before} ->> 'severity'`,
        secondOpinion: judged.secondOpinion,
        decidedAt: judged.decidedAt,
        changed: {
          category: changed("category"),
          severity: changed("severity"),
          summary: changed("summary"),
          steps: changed("steps"),
        },
        queuedAt: reviews.queuedAt,
        firstClaimedAt: reviews.firstClaimedAt,
        claimDueAt: reviews.claimDueAt,
        decideDueAt: reviews.decideDueAt,
      })
      .from(judged)
      .innerJoin(reviews, eq(reviews.triageId, judged.triageId))
      .orderBy(desc(judged.decidedAt)),
  );
  return rows.flatMap(({ action, severity, ...verdict }) =>
    action === "approve" || action === "correct"
      ? [{ action, severity: severitySchema.safeParse(severity).data ?? null, ...verdict }]
      : [],
  );
}
