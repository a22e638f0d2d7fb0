import { findAnswer } from "#db/queries/triages.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Lead } from "#lib/gateway/joins.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { SharedAnswer } from "./admission.ts";
import { elapsedMsOf, type Operation, patienceMsOf } from "./operation.ts";

/**
 * What an operation has to do. answered: another triage's card is its answer. leads: it makes the card, for everybody
 * who waits for it, and has to end the lead. late: it waited for another one in vain, and its time is over.
 */
export type Turn =
  | { kind: "answered"; by: SharedAnswer }
  | { kind: "leads"; lead: Lead<SharedAnswer> }
  | { kind: "late" };

const late = { kind: "late" } as const;

/**
 * Looks for the incident's card, or for who is making it: in this process first, so that a thousand equal reports
 * make one waiter on the database, then over all replicas. Of those who wait, exactly one takes over when who was
 * making the card is gone. Throws `unavailable` when the database is.
 */
export async function takeTurn(ctx: ServiceContext, operation: Operation): Promise<Turn> {
  const { joins } = ctx.admission;
  const { key } = operation.incident;
  for (;;) {
    const underWay = joins.find(key);
    if (underWay === null) return await leadHere(ctx, operation, joins.lead(key));
    const by = await within(patienceMsOf(ctx, operation), underWay);
    if (by === "late") return late;
    if (by !== null) return answered(ctx, operation, by);
  }
}

/** The same over all replicas, for the one operation of this process that asks the database. */
async function leadHere(ctx: ServiceContext, operation: Operation, lead: Lead<SharedAnswer>): Promise<Turn> {
  try {
    const turn = await lookOrClaim(ctx, operation, lead);
    if (turn.kind === "answered") lead.settle(turn.by);
    if (turn.kind === "late") lead.settle(null);
    return turn;
  } catch (error) {
    endLead(lead, error);
    throw error;
  }
}

async function lookOrClaim(
  ctx: ServiceContext,
  operation: Operation,
  lead: Lead<SharedAnswer>,
): Promise<Turn> {
  const { triageId, incident, startedAt: now } = operation;
  const look = (waitedMs: number) => findAnswer(ctx.database, incident.key, { now, waitedMs });
  const stored = await look(0);
  if (stored) return answered(ctx, operation, { answer: stored, reused: true });
  operation.trace.add({
    kind: "cache",
    decision: "miss",
    triageId: null,
    reason: "no reusable card of this incident",
  });
  if (!wantsModel(ctx.policy)) return { kind: "leads", lead };

  while (patienceMsOf(ctx, operation) > 0) {
    const holder = await ctx.admission.claims.take(`incident ${incident.key}`, triageId);
    // Who held it before may have ended between the two questions.
    const made = await look(elapsedMsOf(ctx, operation));
    if (made) return answered(ctx, operation, { answer: made, reused: false });
    if (holder === triageId) return { kind: "leads", lead };
    await ctx.admission.claims.ended(holder, patienceMsOf(ctx, operation));
  }
  return late;
}

function answered(ctx: ServiceContext, operation: Operation, by: SharedAnswer): Turn {
  const { triageId } = by.answer;
  operation.trace.add(
    by.reused
      ? { kind: "cache", decision: "hit", triageId, reason: "the same incident has a card" }
      : {
          kind: "join",
          triageId,
          waitedMs: elapsedMsOf(ctx, operation),
          reason: "an equal report was being read; its card answers both",
        },
  );
  return { kind: "answered", by };
}

/** Ends a lead that came to nothing. A database that is down is down for all who wait; else one of them tries. */
export function endLead(lead: Lead<SharedAnswer>, error: unknown): void {
  if (error instanceof AppError && error.code === "unavailable") lead.fail(error);
  else lead.settle(null);
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result | "late"> {
  const { promise: over, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(resolve, Math.max(0, ms), "late");
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
