import { eq, sql } from "drizzle-orm";
import type { CardCalibration } from "../../lib/contracts/calibration.ts";
import type { EventType } from "../../lib/contracts/events.ts";
import type { Facts } from "../../lib/contracts/facts.ts";
import type { RunbookMatch } from "../../lib/contracts/runbooks.ts";
import type { TraceEvent } from "../../lib/contracts/trace.ts";
import type { Card, Origin, Review, Triage } from "../../lib/contracts/triage.ts";
import type { Reuse } from "../../lib/contracts/vocabulary.ts";
import { sumNanoUsd } from "../../lib/core/money.ts";
import type { Queryable } from "../client.ts";
import { attempts } from "../schema/attempts.ts";
import { cardVersions } from "../schema/card-versions.ts";
import { claims } from "../schema/claims.ts";
import { events } from "../schema/events.ts";
import { incidents } from "../schema/incidents.ts";
import { tickets } from "../schema/tickets.ts";
import { triageRunbooks } from "../schema/triage-runbooks.ts";
import { triageTraces } from "../schema/triage-traces.ts";
import { triageCards, triages } from "../schema/triages.ts";
import { claimChannel } from "./claims.ts";
import { eventChannel, eventTime } from "./event-channel.ts";
import { insertAttempts } from "./ledger.ts";
import { runbookRows, type StoredAttempt, type StoredUsage } from "./new-triage.ts";
import { type ReviewDue, requeueReview } from "./queue-review.ts";
import { run } from "./run.ts";
import { storableDeep } from "./storable.ts";
import { originOf } from "./triage-row.ts";

/** What later work on a triage added, whether or not it came to a card. */
export interface LaterWork {
  /** Ordinals from 1; they are counted on from those that are stored. */
  attempts: StoredAttempt[];
  usage: StoredUsage;
  timing: Triage["timing"];
  /** Decisions, in milliseconds since the triage was made. */
  trace: TraceEvent[];
}

/** A card for a triage that was queued, or a better one for a triage whose card is degraded. */
export interface LaterCard extends LaterWork {
  card: Card;
  facts: Facts | null;
  stepScores: number[] | null;
  /** Runbooks that fit, best first; where there are none now, those from before stay. */
  runbooks: RunbookMatch[];
  calibration: CardCalibration | null;
  origin: Origin;
  reuse: Reuse | null;
  review: Review;
  /** Until when the card may answer the same incident again; null: it may not. */
  reusableUntil: Date | null;
  /** The card was made for this ticket, and who waits for it may take it, even when it is degraded. */
  shared: boolean;
  /** When a human has to take and decide the card; null: none is asked. */
  reviewDue: ReviewDue | null;
  event: { id: string; type: EventType };
  now: Date;
}

/** A triage that is locked until the transaction ends. */
export interface OpenTriage {
  triage: typeof triages.$inferSelect;
  sealedCallbackUrl: string | null;
}

/** The triage, held so that nobody else changes it meanwhile; null when it is gone. */
export async function lockTriage(tx: Queryable, triageId: string): Promise<OpenTriage | null> {
  const [triage] = await run(tx.select().from(triages).where(eq(triages.id, triageId)).for("update"));
  if (!triage) return null;
  const [ticket] = await run(
    tx
      .select({ sealedCallbackUrl: tickets.sealedCallbackUrl })
      .from(tickets)
      .where(eq(tickets.id, triage.ticketId)),
  );
  return { triage, sealedCallbackUrl: ticket?.sealedCallbackUrl ?? null };
}

/** Adds attempts, usage and decisions to a locked triage. Its card stays. */
export async function addLaterWork(tx: Queryable, { triage }: OpenTriage, given: LaterWork): Promise<void> {
  const work = storableDeep(given);
  const { usage, timing } = work;
  await run(
    tx
      .update(triages)
      .set({
        modelCalls: triage.modelCalls + usage.modelCalls,
        inputTokens: triage.inputTokens + usage.inputTokens,
        cachedInputTokens: triage.cachedInputTokens + usage.cachedInputTokens,
        outputTokens: triage.outputTokens + usage.outputTokens,
        reasoningTokens: triage.reasoningTokens + usage.reasoningTokens,
        costNanoUsd: sumNanoUsd([triage.costNanoUsd, usage.costNanoUsd]),
        savedNanoUsd: sumNanoUsd([triage.savedNanoUsd, usage.savedNanoUsd]),
        routingSavedNanoUsd: sumNanoUsd([triage.routingSavedNanoUsd, usage.routingSavedNanoUsd]),
        totalMs: triage.totalMs + timing.totalMs,
        modelMs: triage.modelMs + timing.modelMs,
      })
      .where(eq(triages.id, triage.id)),
  );
  await run(
    tx
      .insert(triageTraces)
      .values({ triageId: triage.id, events: work.trace })
      .onConflictDoUpdate({
        target: triageTraces.triageId,
        set: { events: sql`${triageTraces.events} || excluded.events` },
      }),
  );
  if (work.attempts.length === 0) return;
  const [last] = await run(
    tx
      .select({ ordinal: sql<number>`coalesce(max(${attempts.ordinal}), 0)`.mapWith(Number) })
      .from(attempts)
      .where(eq(attempts.triageId, triage.id)),
  );
  const before = last?.ordinal ?? 0;
  const later = work.attempts.map((attempt) => ({ ...attempt, ordinal: before + attempt.ordinal }));
  await insertAttempts(tx, later, { triageId: triage.id });
}

/** Keeps the current card of a triage as one of its earlier versions. */
async function keepVersion(tx: Queryable, triage: OpenTriage["triage"], now: Date): Promise<void> {
  const [current] = await run(tx.select().from(triageCards).where(eq(triageCards.triageId, triage.id)));
  if (!current) return;
  const version = sql<number>`(select coalesce(max(${cardVersions.version}), 0) + 1 from ${cardVersions} where ${cardVersions.triageId} = ${triage.id})`;
  await run(
    tx.insert(cardVersions).values({
      triageId: triage.id,
      version,
      card: current.card,
      facts: current.facts,
      origin: originOf(triage),
      review: { state: triage.reviewState, reasons: triage.reviewReasons },
      replacedAt: now,
    }),
  );
}

async function replaceRunbooks(
  tx: Queryable,
  triageId: string,
  { runbooks, now }: Pick<LaterCard, "runbooks" | "now">,
): Promise<void> {
  await run(tx.delete(triageRunbooks).where(eq(triageRunbooks.triageId, triageId)));
  await run(tx.insert(triageRunbooks).values(runbookRows(triageId, runbooks, now)));
}

/**
 * Gives a locked triage its card: the one before is kept as a version, the list and the incident take the new one,
 * and listeners hear of it when the transaction is committed.
 */
export async function settleTriage(tx: Queryable, open: OpenTriage, given: LaterCard): Promise<void> {
  const { triage } = open;
  const settled = storableDeep(given);
  const { card, facts, origin, review, now } = settled;
  await addLaterWork(tx, open, given);
  await keepVersion(tx, triage, now);
  await run(
    tx
      .insert(triageCards)
      .values({ triageId: triage.id, card, facts })
      .onConflictDoUpdate({ target: triageCards.triageId, set: { card, facts } }),
  );
  if (settled.runbooks.length > 0) await replaceRunbooks(tx, triage.id, settled);
  const verdict = {
    status: "done" as const,
    category: card.category,
    severity: card.severity,
    confidence: card.confidence,
    path: origin.path,
    degraded: origin.degraded,
    degradedReason: origin.degradedReason,
    reviewState: review.state,
  };
  await run(
    tx
      .update(triages)
      .set({
        ...origin,
        ...verdict,
        reuse: settled.reuse,
        stepScores: settled.stepScores,
        calibration: settled.calibration,
        schemaVersion: card.schemaVersion,
        reviewReasons: review.reasons,
      })
      .where(eq(triages.id, triage.id)),
  );
  await run(
    tx
      .update(tickets)
      .set({ ...verdict, summary: card.summary })
      .where(eq(tickets.id, triage.ticketId)),
  );
  await requeueReview(tx, { triageId: triage.id, incidentKey: triage.incidentKey }, now, settled.reviewDue);
  const cards = {
    ...(settled.reusableUntil ? { reusableTriageId: triage.id, reusableUntil: settled.reusableUntil } : {}),
    ...(settled.shared ? { madeTriageId: triage.id, madeAt: sql`clock_timestamp()` } : {}),
  };
  if (Object.keys(cards).length > 0) {
    await run(tx.update(incidents).set(cards).where(eq(incidents.incidentKey, triage.incidentKey)));
  }
  await run(tx.insert(events).values({ ...settled.event, ticketId: triage.ticketId, createdAt: eventTime }));
  await run(tx.execute(sql`select pg_notify(${eventChannel}, ${settled.event.id})`));
  await endClaims(tx, triage.id);
}

/** What storing a new triage does in its one statement: who waits for this one may look. */
async function endClaims(tx: Queryable, triageId: string): Promise<void> {
  const ended = tx
    .$with("ended")
    .as(tx.delete(claims).where(eq(claims.holder, triageId)).returning({ holder: claims.holder }));
  await run(
    tx
      .with(ended)
      .select({ announced: sql`pg_notify(${claimChannel}, ${ended.holder})` })
      .from(ended),
  );
}

/** Ends a locked triage without a card: none could be made. */
export async function failTriage(
  tx: Queryable,
  { triage }: OpenTriage,
  event: LaterCard["event"],
): Promise<void> {
  await run(tx.update(triages).set({ status: "failed" }).where(eq(triages.id, triage.id)));
  await run(tx.update(tickets).set({ status: "failed" }).where(eq(tickets.id, triage.ticketId)));
  await run(tx.insert(events).values({ ...event, ticketId: triage.ticketId, createdAt: eventTime }));
  await run(tx.execute(sql`select pg_notify(${eventChannel}, ${event.id})`));
}

/** Leaves a locked triage to a human, with a reason; its card stays. */
export async function sendToReview(
  tx: Queryable,
  { triage }: OpenTriage,
  { reason, now, due }: { reason: string; now: Date; due: ReviewDue },
): Promise<void> {
  await requeueReview(tx, { triageId: triage.id, incidentKey: triage.incidentKey }, now, due);
  const review = { reviewState: "pending" as const, reviewReasons: [...triage.reviewReasons, reason] };
  await run(tx.update(triages).set(review).where(eq(triages.id, triage.id)));
  await run(
    tx.update(tickets).set({ reviewState: review.reviewState }).where(eq(tickets.id, triage.ticketId)),
  );
}
