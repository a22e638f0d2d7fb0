import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { ReviewClockName } from "../../lib/contracts/review-clocks.ts";
import type { Queryable } from "../client.ts";
import { reviewDecisions, reviews } from "../schema/reviews.ts";
import { type NewDecision, recordOf } from "./review-lock.ts";
import { countOf, isOpen } from "./reviews.ts";
import { run } from "./run.ts";

/** A card of whose clock managers are to be told. */
export interface Overdue {
  clock: ReviewClockName;
  queuedAt: Date;
  dueAt: Date;
}

const isToTell = (now: Date) => {
  const toDecide = and(
    lte(reviews.decideDueAt, now),
    sql`${reviews.escalatedClock} is distinct from 'decide'`,
  );
  const toTake = and(
    isNull(reviews.firstClaimedAt),
    lte(reviews.claimDueAt, now),
    isNull(reviews.escalatedClock),
  );
  return and(isOpen, or(toDecide, toTake));
};

/** Cards past a clock of which nobody was told yet, what is due first on top. */
export async function findOverdue(db: Queryable, now: Date, limit: number): Promise<string[]> {
  const rows = await run(
    db
      .select({ id: reviews.triageId })
      .from(reviews)
      .where(isToTell(now))
      .orderBy(asc(reviews.decideDueAt), asc(reviews.triageId))
      .limit(limit),
  );
  return rows.map(({ id }) => id);
}

/**
 * Holds such a card until the transaction ends, in which its triage is held already; null when it was told, taken or
 * decided meanwhile.
 */
export async function lockOverdue(tx: Queryable, triageId: string, now: Date): Promise<Overdue | null> {
  const [row] = await run(
    tx
      .select({
        queuedAt: reviews.queuedAt,
        claimDueAt: reviews.claimDueAt,
        decideDueAt: reviews.decideDueAt,
      })
      .from(reviews)
      .where(and(eq(reviews.triageId, triageId), isToTell(now)))
      .for("update"),
  );
  if (!row) return null;
  const clock = row.decideDueAt <= now ? "decide" : "claim";
  return { clock, queuedAt: row.queuedAt, dueAt: clock === "decide" ? row.decideDueAt : row.claimDueAt };
}

/** Notes in a card's history and in its place in the queue that managers are told; whoever took note did so before. */
export async function markEscalated(
  tx: Queryable,
  decision: NewDecision,
  clock: ReviewClockName,
): Promise<void> {
  await tx
    .update(reviews)
    .set({ escalatedClock: clock, escalatedAt: decision.now, acknowledgedByName: null })
    .where(eq(reviews.triageId, decision.triageId));
  await tx.insert(reviewDecisions).values(recordOf(decision, "escalate"));
}

const isUnseen = and(isOpen, isNotNull(reviews.escalatedAt), isNull(reviews.acknowledgedByName));

/** What managers were told of and have not taken note of, counted up to 1,000. */
export async function readEscalations(
  db: Queryable,
): Promise<{ count: number; until: Date | null; firstId: string | null }> {
  const [count, newest, first] = await Promise.all([
    countOf(db, isUnseen),
    run(
      db
        .select({ at: reviews.escalatedAt })
        .from(reviews)
        .where(isUnseen)
        .orderBy(desc(reviews.escalatedAt))
        .limit(1),
    ),
    run(
      db
        .select({ id: reviews.triageId })
        .from(reviews)
        .where(isUnseen)
        .orderBy(asc(reviews.escalatedAt), asc(reviews.decideDueAt))
        .limit(1),
    ),
  ]);
  return { count, until: newest[0]?.at ?? null, firstId: first[0]?.id ?? null };
}

/** Cards that somebody takes note of now, at most `limit`, held until the transaction ends. */
export async function lockUnseen(
  tx: Queryable,
  { until, triageId }: { until: Date; triageId?: string | undefined },
  limit: number,
): Promise<string[]> {
  const rows = await run(
    tx
      .select({ id: reviews.triageId })
      .from(reviews)
      .where(
        and(
          isUnseen,
          lte(reviews.escalatedAt, until),
          triageId === undefined ? undefined : eq(reviews.triageId, triageId),
        ),
      )
      .orderBy(asc(reviews.escalatedAt))
      .limit(limit)
      .for("update"),
  );
  return rows.map(({ id }) => id);
}

/** Notes who has taken note of what was escalated. */
export async function markAcknowledged(tx: Queryable, decisions: readonly NewDecision[]): Promise<void> {
  const [first] = decisions;
  if (!first) return;
  await tx
    .update(reviews)
    .set({ acknowledgedByName: first.reviewer.name })
    .where(
      inArray(
        reviews.triageId,
        decisions.map(({ triageId }) => triageId),
      ),
    );
  await tx.insert(reviewDecisions).values(decisions.map((each) => recordOf(each, "acknowledge")));
}
