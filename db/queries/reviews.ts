import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type {
  ReviewFilters,
  ReviewItem,
  ReviewListQuery,
  ReviewPage,
  WaitingBySeverity,
} from "../../lib/contracts/reviews.ts";
import { reasonPatterns } from "../../lib/core/review-reasons.ts";
import type { Queryable } from "../client.ts";
import { incidents } from "../schema/incidents.ts";
import { reviews } from "../schema/reviews.ts";
import { tickets } from "../schema/tickets.ts";
import { triages } from "../schema/triages.ts";
import { arrayParameter } from "./array-parameter.ts";
import { cursorOfMoment, momentOfCursor } from "./cursor.ts";
import { run } from "./run.ts";

/** Whoever acts on the queue. */
export interface Reviewer {
  id: string;
  name: string;
}

/** Waiting cards are counted up to here; beyond it the number does not matter any more. */
const countMax = 1000;

const itemColumns = {
  review: reviews,
  ticketId: triages.ticketId,
  title: tickets.title,
  summary: tickets.summary,
  service: tickets.service,
  category: triages.category,
  severity: triages.severity,
  confidence: triages.confidence,
  path: triages.path,
  degraded: triages.degraded,
  reasons: triages.reviewReasons,
  occurrences: sql<number>`coalesce(${incidents.occurrences}, 1)`.mapWith(Number),
};

const selectItems = (db: Queryable) =>
  db
    .select(itemColumns)
    .from(reviews)
    .innerJoin(triages, eq(triages.id, reviews.triageId))
    .innerJoin(tickets, eq(tickets.id, triages.ticketId))
    .leftJoin(incidents, eq(incidents.incidentKey, reviews.incidentKey));

type ItemRow = Awaited<ReturnType<typeof selectItems>>[number];

const isoOf = (moment: Date | null) => moment?.toISOString() ?? null;

function breachOf({ review }: ItemRow, now: Date): ReviewItem["breached"] {
  if (review.state === "decided") return null;
  if (review.decideDueAt <= now) return "decide";
  return review.firstClaimedAt === null && review.claimDueAt <= now ? "claim" : null;
}

function itemOf(row: ItemRow, now: Date): ReviewItem {
  const { review, ...rest } = row;
  const { claimedBy, claimedByName, claimExpiresAt, decidedAt, decidedByName, decidedAction } = review;
  const secondOpinion = review.secondOpinionOf !== null && review.state === "open";
  const claimed = claimedBy !== null && claimExpiresAt !== null && claimExpiresAt > now;
  return {
    triageId: review.triageId,
    ...rest,
    queuedAt: review.queuedAt.toISOString(),
    claimDueAt: review.claimDueAt.toISOString(),
    decideDueAt: review.decideDueAt.toISOString(),
    firstClaimedAt: isoOf(review.firstClaimedAt),
    breached: breachOf(row, now),
    escalation:
      review.state === "open" && review.escalatedClock !== null && review.escalatedAt !== null
        ? {
            clock: review.escalatedClock,
            at: review.escalatedAt.toISOString(),
            acknowledgedBy: review.acknowledgedByName,
          }
        : null,
    claim: claimed
      ? { by: { id: claimedBy, name: claimedByName ?? "" }, expiresAt: claimExpiresAt.toISOString() }
      : null,
    snoozedUntil: isoOf(review.snoozedUntil),
    secondOpinion,
    // A card that was opened again waits as any other; whose decision is looked at anew is told with a second opinion.
    decided:
      (review.state === "decided" || secondOpinion) && decidedAt !== null && decidedAction !== null
        ? { by: decidedByName ?? "", at: decidedAt.toISOString(), action: decidedAction }
        : null,
  };
}

export const isOpen = eq(reviews.state, "open");
const isAwake = (now: Date) => or(isNull(reviews.snoozedUntil), lte(reviews.snoozedUntil, now));
const isBreached = (now: Date) =>
  or(lte(reviews.decideDueAt, now), and(isNull(reviews.firstClaimedAt), lte(reviews.claimDueAt, now)));

function conditionOfView(view: ReviewListQuery["view"], now: Date): SQL | undefined {
  switch (view) {
    case "open":
      return and(isOpen, isAwake(now));
    case "escalated":
      // Also what is put away: its clocks go on.
      return and(isOpen, isBreached(now));
    case "snoozed":
      return and(isOpen, gt(reviews.snoozedUntil, now));
    case "decided":
      return eq(reviews.state, "decided");
  }
}

/** Of the triage of a card. */
function narrowedTo({ severity, category, path, reason }: ReviewFilters): SQL | undefined {
  const patterns = reason?.flatMap((kind) => reasonPatterns[kind]);
  return and(
    severity && inArray(triages.severity, severity),
    category && inArray(triages.category, category),
    path && inArray(triages.path, path),
    patterns &&
      sql`exists (select from unnest(${triages.reviewReasons}) as why where why like any (${arrayParameter(patterns)}::text[]))`,
  );
}

export async function countOf(db: Queryable, condition: SQL | undefined): Promise<number> {
  const some = db.select({ id: reviews.triageId }).from(reviews).where(condition).limit(countMax).as("some");
  const [row] = await run(db.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(some));
  return row?.count ?? 0;
}

/**
 * A page of the queue: what is due first comes first, decided cards newest first. Throws `invalid_fields` for a
 * foreign cursor.
 */
export async function listReviews(db: Queryable, query: ReviewListQuery, now: Date): Promise<ReviewPage> {
  const decided = query.view === "decided";
  const order = decided ? reviews.decidedAt : reviews.decideDueAt;
  const after = query.cursor === undefined ? null : momentOfCursor(query.cursor);
  const position = after && sql`(${after.moment.toISOString()}::timestamptz, ${after.id})`;
  const inOrder = decided ? [desc(order), desc(reviews.triageId)] : [asc(order), asc(reviews.triageId)];
  // The page first, which indexes alone tell: a rare verdict is looked for through all cards that were ever decided.
  const page = db
    .select({ id: reviews.triageId })
    .from(reviews)
    .innerJoin(triages, eq(triages.id, reviews.triageId))
    .where(
      and(
        conditionOfView(query.view, now),
        narrowedTo(query),
        position === null
          ? undefined
          : decided
            ? sql`(${order}, ${reviews.triageId}) < ${position}`
            : sql`(${order}, ${reviews.triageId}) > ${position}`,
      ),
    )
    .orderBy(...inOrder)
    .limit(query.limit + 1);
  const rows = await run(
    selectItems(db)
      .where(inArray(reviews.triageId, page))
      .orderBy(...inOrder),
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1)?.review;
  const lastMoment = last && (decided ? last.decidedAt : last.decideDueAt);
  const [open, escalated] = await Promise.all([
    countOf(db, conditionOfView("open", now)),
    countOf(db, conditionOfView("escalated", now)),
  ]);
  return {
    items: shown.map((row) => itemOf(row, now)),
    nextCursor:
      last && lastMoment && rows.length > query.limit ? cursorOfMoment(lastMoment, last.triageId) : null,
    waiting: { open, escalated },
  };
}

/** How many cards wait and how many are past a clock, counted up to 1,000 each, and since when the oldest waits. */
export async function readQueue(
  db: Queryable,
  now: Date,
): Promise<{ open: number; breached: number; oldestQueuedAt: string | null }> {
  const [open, breached, oldest] = await Promise.all([
    countOf(db, isOpen),
    countOf(db, and(isOpen, isBreached(now))),
    run(
      db.select({ at: reviews.queuedAt }).from(reviews).where(isOpen).orderBy(asc(reviews.queuedAt)).limit(1),
    ),
  ]);
  return { open, breached, oldestQueuedAt: isoOf(oldest[0]?.at ?? null) };
}

/** Cards that are looked at to tell how many wait of each severity: those that are due first. */
const waitingMax = 10_000;

/** How many cards wait now and how many are past a clock, by severity; nothing of a severity of which none waits. */
export async function countWaiting(db: Queryable, now: Date): Promise<WaitingBySeverity> {
  const waiting = db
    .select({ triageId: reviews.triageId, isBreached: sql<boolean>`(${isBreached(now)})`.as("is_breached") })
    .from(reviews)
    .where(isOpen)
    .orderBy(asc(reviews.decideDueAt), asc(reviews.triageId))
    .limit(waitingMax)
    .as("waiting");
  const rows = await run(
    db
      .select({
        severity: triages.severity,
        open: sql<number>`count(*)`.mapWith(Number),
        breached: sql<number>`count(*) filter (where ${waiting.isBreached})`.mapWith(Number),
      })
      .from(waiting)
      .innerJoin(triages, eq(triages.id, waiting.triageId))
      .groupBy(triages.severity),
  );
  return Object.fromEntries(
    rows.flatMap(({ severity, ...counts }) => (severity ? [[severity, counts]] : [])),
  );
}

export async function findReviewItem(db: Queryable, triageId: string, now: Date): Promise<ReviewItem | null> {
  const [row] = await run(selectItems(db).where(eq(reviews.triageId, triageId)));
  return row ? itemOf(row, now) : null;
}

/** Nobody holds it now. */
const isFree = (now: Date) => or(isNull(reviews.claimExpiresAt), lte(reviews.claimExpiresAt, now));

const isFreeFor = (reviewer: Reviewer, now: Date) => or(isFree(now), eq(reviews.claimedBy, reviewer.id));

/** Somebody who decided a card does not give the second opinion on it. */
const mayDecide = (reviewer: Reviewer) =>
  or(isNull(reviews.secondOpinionOf), ne(reviews.secondOpinionOf, reviewer.id));

const claimOf = (reviewer: Reviewer, now: Date, leaseMs: number) => ({
  claimedBy: reviewer.id,
  claimedByName: reviewer.name,
  claimExpiresAt: new Date(now.getTime() + leaseMs),
  firstClaimedAt: sql`coalesce(${reviews.firstClaimedAt}, ${now.toISOString()}::timestamptz)`,
  snoozedUntil: null,
});

/** Takes or renews a card; false when somebody else has it, it is decided, or it waits for another's opinion. */
export async function claimReview(
  db: Queryable,
  triageId: string,
  reviewer: Reviewer,
  { now, leaseMs }: { now: Date; leaseMs: number },
): Promise<boolean> {
  const taken = await run(
    db
      .update(reviews)
      .set(claimOf(reviewer, now, leaseMs))
      .where(and(eq(reviews.triageId, triageId), isOpen, isFreeFor(reviewer, now), mayDecide(reviewer)))
      .returning({ id: reviews.triageId }),
  );
  return taken.length > 0;
}

/** Cards that a person may be offered, what is due first on top. */
const selectOffers = (
  db: Queryable,
  reviewer: Reviewer,
  now: Date,
  { isToTake, filters }: { isToTake: SQL | undefined; filters: ReviewFilters },
) => {
  const narrowed = narrowedTo(filters);
  return db
    .select({ triageId: reviews.triageId })
    .from(reviews)
    .where(
      and(
        narrowed &&
          exists(
            db
              .select()
              .from(triages)
              .where(and(eq(triages.id, reviews.triageId), narrowed)),
          ),
        isOpen,
        isAwake(now),
        isToTake,
        mayDecide(reviewer),
        sql`not ${reviews.skippedBy} @> array[${reviewer.id}]`,
      ),
    )
    .orderBy(asc(reviews.decideDueAt), asc(reviews.triageId))
    .limit(1);
};

/** What this person would be given next, or holds already; nothing is taken. */
export async function findNextReview(
  db: Queryable,
  reviewer: Reviewer,
  { now, filters }: { now: Date; filters: ReviewFilters },
): Promise<string | null> {
  const [next] = await run(selectOffers(db, reviewer, now, { isToTake: isFreeFor(reviewer, now), filters }));
  return next?.triageId ?? null;
}

/** Takes the card that is due first and that nobody has; null when there is none for this person. */
export async function claimNextReview(
  db: Queryable,
  reviewer: Reviewer,
  { now, leaseMs, filters }: { now: Date; leaseMs: number; filters: ReviewFilters },
): Promise<string | null> {
  const next = selectOffers(db, reviewer, now, { isToTake: isFree(now), filters }).for("update", {
    skipLocked: true,
  });
  const [taken] = await run(
    db
      .update(reviews)
      .set(claimOf(reviewer, now, leaseMs))
      .where(eq(reviews.triageId, sql`(${next})`))
      .returning({ triageId: reviews.triageId }),
  );
  return taken?.triageId ?? null;
}

const noClaim = { claimedBy: null, claimedByName: null, claimExpiresAt: null };

/** Gives a card back; false when this person does not hold it. `skip`: and does not want it again. */
export async function releaseReview(
  db: Queryable,
  triageId: string,
  reviewer: Reviewer,
  { skip, snoozedUntil }: { skip: boolean; snoozedUntil: Date | null },
): Promise<boolean> {
  const released = await run(
    db
      .update(reviews)
      .set({
        ...noClaim,
        snoozedUntil,
        ...(skip ? { skippedBy: sql`array_append(${reviews.skippedBy}, ${reviewer.id})` } : {}),
      })
      .where(
        and(
          eq(reviews.triageId, triageId),
          isOpen,
          eq(reviews.claimedBy, reviewer.id),
          isNotNull(reviews.claimExpiresAt),
        ),
      )
      .returning({ id: reviews.triageId }),
  );
  return released.length > 0;
}
