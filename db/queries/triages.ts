import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import type { CardCalibration } from "../../lib/contracts/calibration.ts";
import type { Facts } from "../../lib/contracts/facts.ts";
import type { RunbookMatch } from "../../lib/contracts/runbooks.ts";
import type { Card, Origin, Review, Triage, TriageDetail } from "../../lib/contracts/triage.ts";
import type { Queryable } from "../client.ts";
import { attempts } from "../schema/attempts.ts";
import { incidents } from "../schema/incidents.ts";
import { tickets, ticketTexts } from "../schema/tickets.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { listCardVersions } from "./card-versions.ts";
import type { StoredAttempt } from "./new-triage.ts";
import { run } from "./run.ts";
import {
  originOf,
  runbooksOnShelf,
  sameIncident,
  sameTriage,
  triageColumns,
  triageOf,
} from "./triage-row.ts";

export interface ReusableTriage {
  triageId: string;
  card: Card;
  facts: Facts | null;
  stepScores: number[] | null;
  calibration: CardCalibration | null;
  origin: Origin;
  review: Review;
  /** Of the triage that answers, best first; without those that are no longer on the shelf. */
  runbooks: RunbookMatch[];
  /** What the card cost; null when that is unknown. */
  costNanoUsd: bigint | null;
}

/**
 * The card that may answer another report of the same incident at `now`, or null: one that may be reused, else, even
 * when it is degraded, one that was made within the last `waitedMs` milliseconds, while the report waited for it.
 */
export async function findAnswer(
  db: Queryable,
  incidentKey: string,
  { now, waitedMs }: { now: Date; waitedMs: number },
): Promise<ReusableTriage | null> {
  const isReusable = sql`coalesce(${gt(incidents.reusableUntil, now)}, false)`;
  const isAwaited = sql`${incidents.madeAt} > clock_timestamp() - make_interval(secs => ${waitedMs / 1000}::double precision)`;
  const answering = sql`case when ${isReusable} then ${incidents.reusableTriageId} else ${incidents.madeTriageId} end`;
  const [row] = await run(
    db
      .select({
        triage: triages,
        card: triageCards.card,
        facts: triageCards.facts,
        runbooks: runbooksOnShelf,
      })
      .from(incidents)
      .innerJoin(triages, eq(triages.id, answering))
      .innerJoin(triageCards, sameTriage)
      .where(and(eq(incidents.incidentKey, incidentKey), or(isReusable, isAwaited))),
  );
  if (!row) return null;
  const { triage, card, facts, runbooks } = row;
  const review = { state: triage.reviewState, reasons: triage.reviewReasons };
  const { id: triageId, stepScores, calibration, costNanoUsd } = triage;
  const origin = originOf(triage);
  return { triageId, card, facts, stepScores, calibration, origin, review, runbooks, costNanoUsd };
}

export async function findTriage(db: Queryable, id: string): Promise<Triage | null> {
  const [row] = await run(
    db
      .select(triageColumns)
      .from(triages)
      .leftJoin(triageCards, sameTriage)
      .leftJoin(incidents, sameIncident)
      .where(eq(triages.id, id)),
  );
  return row ? triageOf(row) : null;
}

/** A ticket's text with its current triage and the facts behind the card. */
export async function findTriageDetailByTicket(
  db: Queryable,
  ticketId: string,
): Promise<TriageDetail | null> {
  const [row] = await run(
    db
      .select({ ...triageColumns, ticket: tickets, text: ticketTexts.text, removed: ticketTexts.removed })
      .from(tickets)
      .innerJoin(ticketTexts, eq(ticketTexts.ticketId, tickets.id))
      .innerJoin(triages, eq(triages.id, tickets.triageId))
      .leftJoin(triageCards, sameTriage)
      .leftJoin(incidents, sameIncident)
      .where(eq(tickets.id, ticketId)),
  );
  if (!row) return null;
  const earlier = await listCardVersions(db, row.triage.id);
  const { id, source, service, environment, externalId, requestId, createdAt } = row.ticket;
  return {
    triage: triageOf(row),
    facts: row.facts,
    earlier,
    stepScores: row.triage.stepScores,
    ticket: {
      id,
      text: row.text,
      removed: row.removed,
      source,
      service,
      environment,
      externalId,
      requestId,
      createdAt: createdAt.toISOString(),
    },
  };
}

/** Every call to a model that a triage made, in order. */
export async function listAttempts(db: Queryable, triageId: string): Promise<StoredAttempt[]> {
  const rows = await run(
    db.select().from(attempts).where(eq(attempts.triageId, triageId)).orderBy(asc(attempts.ordinal)),
  );
  return rows.map(({ triageId: _triageId, evalRunId: _evalRunId, ...attempt }) => attempt);
}
