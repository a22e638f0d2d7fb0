import type { Facts } from "#lib/contracts/facts.ts";
import type { RunbookMatch } from "#lib/contracts/runbooks.ts";
import type { Card, Origin, Review, TriageRequest } from "#lib/contracts/triage.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";
import type { ModelPrompt } from "#lib/gateway/model-port.ts";
import { type Obtained, obtainExtraction } from "#lib/gateway/obtain.ts";
import { policyVersionOf } from "#lib/gateway/policy.ts";
import { withRunbookStep } from "#lib/knowledge/runbook-step.ts";
import { buildCard } from "#lib/triage/card.ts";
import { namesIn } from "#lib/triage/names.ts";
import { reviewFor } from "#lib/triage/review.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import type { ServiceContext } from "./context.ts";

export interface Judgement {
  card: Card;
  /** null when the card was stored without them. */
  facts: Facts | null;
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
  runbooks: readonly RunbookMatch[],
): Promise<{ judgement: Judgement; attempts: Attempt[] }> {
  const obtained = await obtainExtraction(
    { policy: ctx.policy, prompt, startedMs, signal: ctx.signal },
    { callModel: ctx.callModel, prices: ctx.prices, runtime: ctx.runtime },
  );
  return { judgement: decide(ctx, request, obtained, runbooks), attempts: obtained.attempts };
}

/** Facts to card: whoever read the text, the same plain functions decide. */
function decide(
  ctx: JudgeContext,
  request: TriageRequest,
  obtained: Obtained,
  runbooks: readonly RunbookMatch[],
): Judgement {
  const { text, environment } = request;
  const rules = extractWithRules(request);
  const model = obtained.by === "model" ? obtained.attempt : null;
  const degradedReason = obtained.by === "rules" ? obtained.degradedReason : null;
  const { card, facts, unsupported } = model
    ? buildCard({ extraction: model.outcome.extraction, text, environment, rules, extractor: "model" })
    : buildCard({ extraction: rules, text, environment, extractor: "rules" });
  return {
    card: model ? card : { ...card, steps: citing(card.steps, request, runbooks) },
    facts,
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

/** The rules engine's steps with one that reads the runbook, where one surely fits. */
export function citing(
  steps: Card["steps"],
  { text, service }: Pick<TriageRequest, "text" | "service">,
  runbooks: readonly RunbookMatch[],
): Card["steps"] {
  const names = namesIn(text, service ?? null);
  const about = names.alert ?? names.service ?? names.error ?? names.host ?? `"${names.phrase}"`;
  return withRunbookStep(steps, runbooks[0], about);
}
