import type { Triage, TriageRequest } from "#lib/contracts/triage.ts";
import type { Lead } from "#lib/gateway/joins.ts";
import type { SharedAnswer } from "./admission.ts";
import { checkCallbackUrl } from "./check-callback-url.ts";
import type { ServiceContext } from "./context.ts";
import { answerOnce } from "./idempotency.ts";
import { judgeByRules } from "./judge.ts";
import { judgeInSlot } from "./judge-in-slot.ts";
import { beginOperation, type Operation } from "./operation.ts";
import { reuseCard } from "./reuse-card.ts";
import { storeOperation } from "./store-operation.ts";
import { endLead, takeTurn } from "./turn.ts";
import { judgementOfWithheld } from "./withhold.ts";

/**
 * Triages a text: the stored card of the same incident if there is one, else the card that is being made for an equal
 * report, else a model within the deadline, else the rules engine. Ticket, triage, card and every attempt are stored
 * before it answers. Nothing of a text goes anywhere before secrets and personal data are out of it. A request with an idempotency key is answered by one triage, however often it is sent.
 */
export async function triageTicket(
  ctx: ServiceContext,
  request: TriageRequest,
  { idempotencyKey = null }: { idempotencyKey?: string | null } = {},
): Promise<Triage> {
  checkCallbackUrl(ctx, request.callbackUrl);
  const operation = await beginOperation(ctx, request, { idempotencyKey });
  try {
    const work = operation.isWithheld ? storeWithheld : triageIncident;
    const triage = await answerOnce(ctx, operation, () => work(ctx, operation));
    const { id, origin, timing } = triage;
    ctx.logger.info({ requestId: ctx.requestId, triageId: id, ...origin, ...timing }, "triaged");
    return triage;
  } finally {
    // Storing the triage ended its claims; they are left over only when it came to nothing.
    await ctx.admission.claims.release(operation.triageId);
  }
}

async function triageIncident(ctx: ServiceContext, operation: Operation): Promise<Triage> {
  const { request, trace } = operation;
  const turn = await takeTurn(ctx, operation);
  switch (turn.kind) {
    case "leads":
      return await makeCard(ctx, operation, turn.lead);
    case "answered": {
      const judgement = reuseCard(turn.by.answer, request);
      return await storeOperation(ctx, operation, { judgement, attempts: [] }, { shared: false });
    }
    case "late": {
      const reason = "the equal report that was being read did not end in time";
      trace.add({ kind: "degrade", degradedReason: "timeout", retryAfterMs: null, reason });
      return await storeOperation(ctx, operation, judgeByRules(ctx, request, "timeout"), { shared: false });
    }
  }
}

async function storeWithheld(ctx: ServiceContext, operation: Operation): Promise<Triage> {
  const reason = "nothing of the text may be read";
  operation.trace.add({ kind: "degrade", degradedReason: "redaction", retryAfterMs: null, reason });
  const judged = { judgement: judgementOfWithheld(ctx), attempts: [] };
  return await storeOperation(ctx, operation, judged, { shared: false });
}

/** Judges, stores, and gives the card to everybody who waits for it. */
async function makeCard(
  ctx: ServiceContext,
  operation: Operation,
  lead: Lead<SharedAnswer>,
): Promise<Triage> {
  try {
    const judged = await judgeInSlot(ctx, operation);
    const triage = await storeOperation(ctx, operation, judged, { shared: true });
    lead.settle({ answer: { triageId: triage.id, ...judged.judgement }, reused: false });
    return triage;
  } catch (error) {
    endLead(lead, error);
    throw error;
  }
}
