import type { DecisionRequest } from "#lib/contracts/reviews.ts";
import { stepMaxCharacters, summaryMaxCharacters } from "#lib/contracts/triage.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";

type RedactContext = Pick<ServiceContext, "redact" | "logger" | "requestId">;

/**
 * Texts that a reviewer wrote, without secrets and personal data. Throws `unavailable` when that cannot be vouched
 * for: nothing of them is kept then.
 */
async function redacted(ctx: RedactContext, texts: readonly string[]): Promise<string[]> {
  try {
    return (await ctx.redact({ texts, record: {} })).texts;
  } catch (error) {
    // Not the error itself: its message may quote what it failed on.
    const failure = error instanceof Error ? error.name : typeof error;
    ctx.logger.error({ requestId: ctx.requestId, failure }, "redaction failed, the review is not kept");
    throw new AppError("unavailable", "The text could not be checked for secrets. Shorten it and try again.");
  }
}

/** Why somebody did something, as it may be kept. */
export async function redactedReason(ctx: RedactContext, reason: string): Promise<string> {
  const [text = ""] = await redacted(ctx, [reason]);
  return text;
}

/** A decision with the words of its correction as they may be kept; placeholders may be longer than what they replace. */
export async function redactedDecision(
  ctx: RedactContext,
  request: DecisionRequest,
): Promise<DecisionRequest> {
  if (request.action !== "correct") return request;
  const { card } = request;
  const [summary = "", ...steps] = await redacted(ctx, [card.summary ?? "", ...(card.steps ?? [])]);
  return {
    ...request,
    card: {
      ...card,
      ...(card.summary === undefined ? {} : { summary: summary.slice(0, summaryMaxCharacters) }),
      ...(card.steps === undefined ? {} : { steps: steps.map((step) => step.slice(0, stepMaxCharacters)) }),
    },
  };
}
