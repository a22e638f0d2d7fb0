import { desc, gt, inArray, sql } from "drizzle-orm";
import type { CalibrationContent, CalibrationVersion, ReadingPath } from "../../lib/contracts/calibration.ts";
import type { Category } from "../../lib/contracts/vocabulary.ts";
import { notForItself } from "../../lib/core/review-reasons.ts";
import type { Queryable } from "../client.ts";
import { calibrations } from "../schema/calibrations.ts";
import { reviewDecisions, reviews } from "../schema/reviews.ts";
import { triages } from "../schema/triages.ts";
import { arrayParameter } from "./array-parameter.ts";
import { run } from "./run.ts";

/** The calibration that counts; null before the first. */
export async function findLatestCalibration(db: Queryable): Promise<CalibrationVersion | null> {
  const [row] = await run(db.select().from(calibrations).orderBy(desc(calibrations.id)).limit(1));
  if (!row) return null;
  const { id, fittedAt, fittedBy, cards, content } = row;
  return { version: id, fittedAt: fittedAt.toISOString(), fittedBy, n: cards, content };
}

/** Any fixed number: who holds it fits, and others wait and then find nothing to do. */
const calibrationLock = 7_041_906_234;

/** Actions after which other cards count as reviewed, or count otherwise. */
const telling = inArray(reviewDecisions.action, ["approve", "correct", "undo", "reopen", "second_opinion"]);

/** How many decisions there are since the last calibration, counted up to `limit`, and the newest of all. */
export async function countNewDecisions(
  db: Queryable,
  limit: number,
): Promise<{ count: number; newestId: string | null }> {
  const [last] = await run(
    db.select({ id: calibrations.lastDecisionId }).from(calibrations).orderBy(desc(calibrations.id)).limit(1),
  );
  const newer = db
    .select({ id: reviewDecisions.id })
    .from(reviewDecisions)
    .where(last ? sql`${gt(reviewDecisions.id, last.id)} and ${telling}` : telling)
    .orderBy(desc(reviewDecisions.id))
    .limit(limit)
    .as("newer");
  const [row] = await run(
    db
      .select({
        count: sql<number>`count(*)`.mapWith(Number),
        newestId: sql<string | null>`max(${newer.id})`,
      })
      .from(newer),
  );
  return { count: row?.count ?? 0, newestId: row?.newestId ?? null };
}

/** Takes the right to fit until the transaction ends. */
export async function lockCalibration(tx: Queryable): Promise<void> {
  await run(tx.execute(sql`select pg_advisory_xact_lock(${calibrationLock})`));
}

export interface NewCalibration {
  id: string;
  fittedAt: Date;
  fittedBy: string;
  cards: number;
  lastDecisionId: string;
  content: CalibrationContent;
}

export async function insertCalibration(tx: Queryable, calibration: NewCalibration): Promise<void> {
  await run(tx.insert(calibrations).values(calibration));
}

export interface ReviewedCardRow {
  path: ReadingPath;
  category: Category;
  stated: number;
  right: boolean;
  reviewShare: number;
}

/**
 * Cards whose review is decided, newest first: the category that the card had before its first standing verdict beside
 * the one it has since the last. What was taken back or opened again does not count, nor do cards that somebody chose to
 * have reviewed, because they were chosen for looking wrong.
 */
export async function listReviewedCards(
  db: Queryable,
  { since, limit }: { since: Date; limit: number },
): Promise<ReviewedCardRow[]> {
  const rows = await run(
    db.execute<{ [Key in keyof ReviewedCardRow]: ReviewedCardRow[Key] }>(sql`
      with decided as (
        select r.triage_id, r.decided_at, t.calibration
        from ${reviews} r join ${triages} t on t.id = r.triage_id
        where r.state = 'decided' and r.decided_at >= ${since.toISOString()}::timestamptz
          and (t.calibration->>'reviewShare')::float8 > 0
        order by r.decided_at desc, r.triage_id desc limit ${limit}
      )
      select decided.calibration->>'path' as path, verdict.said as category,
        (decided.calibration->>'stated')::float8 as stated, verdict.said = verdict.meant as right,
        (decided.calibration->>'reviewShare')::float8 as "reviewShare"
      from decided, lateral (
        select (array_agg(d.before->'card'->>'category' order by d.id))[1] as said,
          (array_agg(d.after->>'category' order by d.id desc))[1] as meant
        from ${reviewDecisions} d
        where d.triage_id = decided.triage_id and d.action in ('approve', 'correct') and not d.undone
      ) verdict
      where verdict.said is not null and verdict.meant is not null
      order by decided.decided_at desc, decided.triage_id desc`),
  );
  return [...rows];
}

export interface ConfidenceCountRow {
  hundredths: number;
  cards: number;
  otherwiseReviewed: number;
}

/** Cards since `since` by what they said of themselves when they were made, and how many a rule put before a human. */
export async function countConfidences(db: Queryable, since: Date): Promise<ConfidenceCountRow[]> {
  const rows = await run(
    db.execute<{ hundredths: string; cards: string; otherwise: string }>(sql`
      select round((coalesce((calibration->>'confidence')::float8, confidence) * 100)::numeric)::int as hundredths,
        count(*) as cards,
        count(*) filter (where exists (
          select from unnest(review_reasons) reason
          where not reason like any (${arrayParameter(notForItself)}::text[])
        )) as otherwise
      from ${triages}
      where created_at >= ${since.toISOString()}::timestamptz and status = 'done' and confidence is not null
      group by 1 order by 1`),
  );
  return [...rows].map(({ hundredths, cards, otherwise }) => ({
    hundredths: Number(hundredths),
    cards: Number(cards),
    otherwiseReviewed: Number(otherwise),
  }));
}
