import type { Triage, TriageRequest } from "#lib/contracts/triage.ts";
import { isUnavailable } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { answerWithoutDatabase, journalledAnswer } from "./answer-without-database.ts";
import { checkCallbackUrl } from "./check-callback-url.ts";
import { answerOnce } from "./idempotency.ts";
import { obtainCard } from "./obtain-card.ts";
import { beginOperation, elapsedMsOf, type Operation } from "./operation.ts";
import { storeOperation } from "./store-operation.ts";
import { storeQueued } from "./store-queued.ts";

interface Wishes {
  idempotencyKey?: string | null;
  /** Answer at once with a queued triage, whose card is made later. */
  later?: boolean;
}

/**
 * Triages a text, see `obtainCard`; nothing of it goes anywhere before secrets and personal data are out of it. Ticket, triage, card and every attempt are stored before it answers; while the
 * database is away, the rules engine answers and the answer is journalled. A request with an idempotency key is
 * answered by one triage, however often it is sent.
 */
export async function triageTicket(
  ctx: ServiceContext,
  request: TriageRequest,
  wishes: Wishes = {},
): Promise<Triage> {
  checkCallbackUrl(ctx, request.callbackUrl);
  return await ctx.observer.around(
    "triage",
    () => triageChecked(ctx, request, wishes),
    ({ id, status, origin, usage, review }) => {
      const { path, degraded, degradedReason, tier } = origin;
      const { modelCalls } = usage;
      const { requestId } = ctx;
      return {
        requestId,
        id,
        status,
        path,
        degraded,
        degradedReason,
        tier,
        modelCalls,
        review: review.state,
      };
    },
  );
}

async function triageChecked(
  ctx: ServiceContext,
  request: TriageRequest,
  { idempotencyKey = null, later = false }: Wishes,
): Promise<Triage> {
  const settleTokens = await ctx.limits?.takeTokens(ctx.actor, likelyTokensOf(request.text));
  let used = 0;
  const operation = await beginOperation(ctx, request, { idempotencyKey });
  try {
    const triage = (await journalledAnswer(ctx, operation)) ?? (await answer(ctx, operation, later));
    const { id, status, origin, timing, usage } = triage;
    // A queued one is read later, and is likely to take what was kept back for it.
    if (status === "queued") used = likelyTokensOf(request.text);
    else if (id === operation.triageId) used = usage.inputTokens + usage.outputTokens;
    if (id !== operation.triageId) ctx.observer.replayed();
    else if (status === "done") ctx.observer.answered(origin, elapsedMsOf(ctx, operation));
    ctx.logger.info({ requestId: ctx.requestId, triageId: id, status, ...origin, ...timing }, "triaged");
    return triage;
  } finally {
    settleTokens?.(used);
    // Storing the triage ended its claims; they are left over only when it came to nothing.
    await ctx.admission.claims.release(operation.triageId);
  }
}

/** What a prompt adds to a text, and an answer to both, about. */
const tokensAround = 2_000;
const charactersOfToken = 4;

/** What a model is likely to take for a text; what it took is known afterwards. */
const likelyTokensOf = (text: string) => tokensAround + Math.ceil(text.length / charactersOfToken);

async function answer(ctx: ServiceContext, operation: Operation, later: boolean): Promise<Triage> {
  // A job would find the notice of the withheld text, and read that.
  const work =
    later && !operation.isWithheld
      ? () => storeQueued(ctx, operation)
      : () => obtainCard(ctx, operation, (judged, how) => storeOperation(ctx, operation, judged, how));
  try {
    return await answerOnce(ctx, operation, work);
  } catch (error) {
    if (ctx.journal === null || !isUnavailable(error)) throw error;
    return await answerWithoutDatabase(ctx, operation);
  }
}
