import type { Facts } from "#lib/contracts/facts.ts";
import type { Card, Origin, Review, TriageRequest } from "#lib/contracts/triage.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";
import type { ModelPrompt } from "#lib/gateway/model-port.ts";
import { type Obtained, obtainExtraction } from "#lib/gateway/obtain.ts";
import { policyVersionOf } from "#lib/gateway/policy.ts";
import { buildCard } from "#lib/triage/card.ts";
import { reviewFor } from "#lib/triage/review.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import type { ServiceContext } from "./context.ts";

export interface Judgement {
  card: Card;
  /** null when the card was stored without them. */
  facts: Facts | null;
  /** Checks of the step rubric that each step meets, 0 to 8; null when the card was stored without them. */
  stepScores: number[] | null;
  origin: Origin;
  review: Review;
}

type JudgeContext = Pick<ServiceContext, "policy" | "callModel" | "prices" | "runtime" | "signal">;

/**
 * Reads a text and judges it, without storing anything: a model within the deadline, else the rules engine.
 * `startedMs` is the operation's start on the runtime's monotonic clock.
 */
export async function judge(
  ctx: JudgeContext,
  request: TriageRequest,
  prompt: ModelPrompt,
  startedMs: number,
): Promise<{ judgement: Judgement; attempts: Attempt[] }> {
  const obtained = await obtainExtraction(
    { policy: ctx.policy, prompt, startedMs, signal: ctx.signal },
    { callModel: ctx.callModel, prices: ctx.prices, runtime: ctx.runtime },
  );
  return { judgement: decide(ctx, request, obtained), attempts: obtained.attempts };
}

/** Facts to card: whoever read the text, the same plain functions decide. */
function decide(ctx: JudgeContext, request: TriageRequest, obtained: Obtained): Judgement {
  const rules = extractWithRules(request);
  const model = obtained.by === "model" ? obtained.attempt : null;
  const degradedReason = obtained.by === "rules" ? obtained.degradedReason : null;
  const { card, facts, unsupported, stepScores } = model
    ? buildCard({ ...request, extraction: model.outcome.extraction, rules, extractor: "model" })
    : buildCard({ ...request, extraction: rules, extractor: "rules" });
  return {
    card,
    facts,
    stepScores,
    origin: {
      path: obtained.by,
      degraded: degradedReason !== null,
      degradedReason,
      tier: model?.tier ?? null,
      model: model?.model ?? null,
      promptVersion: model?.promptVersion ?? null,
      policyVersion: policyVersionOf(ctx.policy),
      simulated: model?.outcome.simulated ?? false,
    },
    review: reviewFor(card, {
      reviewBelow: ctx.policy.reviewBelow,
      unsupported,
      degraded: degradedReason !== null,
    }),
  };
}
