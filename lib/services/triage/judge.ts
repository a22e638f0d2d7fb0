import type { CardCalibration } from "#lib/contracts/calibration.ts";
import type { Extraction, Facts } from "#lib/contracts/facts.ts";
import type { RunbookMatch } from "#lib/contracts/runbooks.ts";
import type { Card, Origin, Review } from "#lib/contracts/triage.ts";
import type { DegradedReason, Reuse } from "#lib/contracts/vocabulary.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";
import type { ModelPrompt, ModelSuccess } from "#lib/gateway/model-port.ts";
import { type Obtained, obtainExtraction } from "#lib/gateway/obtain.ts";
import { policyVersionOf } from "#lib/gateway/policy.ts";
import type { TraceRecorder } from "#lib/gateway/trace.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { type BuiltCard, buildCard } from "#lib/triage/card.ts";
import { reviewFor } from "#lib/triage/review.ts";
import { calibrateCard } from "#lib/triage/reviewed-confidence.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import { rulesVersionOf } from "#lib/triage/rules/rules-version.ts";
import { citeRunbook, stepFromRunbook } from "./cite-runbook.ts";
import type { Reading } from "./reading.ts";
import { answerSignals, ticketSignals } from "./routing-signals.ts";
import type { Charge } from "./stored-attempt.ts";

export interface Judgement {
  card: Card;
  /** null when the card was stored without them. */
  facts: Facts | null;
  /** Checks of the step rubric that each step meets, 0 to 8; null when the card was stored without them. */
  stepScores: number[] | null;
  /** What stands behind the confidence; null when nobody read the text. */
  calibration: CardCalibration | null;
  origin: Origin;
  review: Review;
}

export interface Judged {
  judgement: Judgement;
  attempts: Attempt[];
  /** Runbooks that fit, best first. */
  runbooks: RunbookMatch[];
  /** How it came to another triage's card; absent where its card was made for it. */
  reuse?: Reuse;
  /** What the card had cost that was reused; 0 when none was, null when that is unknown. */
  savedNanoUsd: bigint | null;
  /** For a degraded judgement, how long to wait before a model is worth asking again; null where nobody said. */
  retryAfterMs: number | null;
}

type JudgeContext = Pick<
  ServiceContext,
  "policy" | "callModel" | "modelHealth" | "prices" | "budgets" | "runtime" | "signal" | "observer"
>;

interface Asking {
  prompt: ModelPrompt;
  trace: TraceRecorder;
  /** Who pays for the calls. */
  charge: Charge;
}

/**
 * Reads a text and judges it, without storing anything: a model within the deadline, else the rules engine.
 * The trace knows when the operation began, and learns every decision.
 */
export async function judge(
  ctx: JudgeContext,
  { prompt, trace, charge, ...reading }: Reading & Asking,
): Promise<Judged> {
  // First, so that none of it has to fit behind the deadline.
  const rules = extractWithRules({ ...reading.request, own: reading.own });
  ctx.observer.known({ stage: "rules", category: rules.stated.category, severity: rules.stated.severity });
  const build = cardBuilder(reading, rules);
  const obtained = await obtainExtraction(
    {
      policy: ctx.policy,
      ticket: ticketSignals(reading, rules),
      signalsOf: (answer) => answerSignals(build(answer)),
      prompt,
      trace,
      signal: ctx.signal,
    },
    { ...ctx, budget: ctx.budgets.portFor(charge) },
  );
  if (obtained.by === "model") {
    const { stepScores, replacedSteps } = build(obtained.attempt.outcome);
    trace.add(stepsDecision(stepScores, replacedSteps));
  }
  return {
    judgement: decide(ctx, reading, rules, obtained, build),
    attempts: obtained.attempts,
    runbooks: reading.runbooks,
    savedNanoUsd: 0n,
    retryAfterMs: obtained.by === "rules" ? obtained.retryAfterMs : null,
  };
}

/** What the rubric said of a model's steps, and whose took the place of those that nobody can act on. */
function stepsDecision(scores: number[], replaced: BuiltCard["replacedSteps"]) {
  const said = replaced.map(
    ({ place, score, by }) => `step ${place + 1} met ${score} of 8 checks and was replaced from the ${by}`,
  );
  return {
    kind: "steps" as const,
    reason:
      said.length === 0
        ? `The model's steps stay: they meet ${scores.join(", ")} of 8 checks.`
        : `What nobody can act on was replaced: ${said.join("; ")}.`,
    scores,
    replaced: replaced.map(({ place, ...rest }) => ({ place: place + 1, ...rest })),
  };
}

/** What the rules engine makes of a text when no model can be asked, and why none can. */
export function judgeByRules(ctx: JudgeContext, reading: Reading, degradedReason: DegradedReason): Judged {
  const obtained: Obtained = { by: "rules", degradedReason, retryAfterMs: null, attempts: [] };
  const rules = extractWithRules({ ...reading.request, own: reading.own });
  const judgement = decide(ctx, reading, rules, obtained, cardBuilder(reading, rules));
  return { judgement, attempts: [], runbooks: reading.runbooks, savedNanoUsd: 0n, retryAfterMs: null };
}

/** The card of a model's answer, built once however often it is asked for. */
function cardBuilder(reading: Reading, rules: Extraction): (answer: ModelSuccess) => BuiltCard {
  const { request, own } = reading;
  const runbookStep = stepFromRunbook(reading);
  const built = new Map<ModelSuccess, BuiltCard>();
  return (answer) => {
    const known = built.get(answer);
    if (known) return known;
    const { extraction, likelihood } = answer;
    const made = buildCard({
      ...request,
      own,
      runbookStep,
      extraction,
      likelihood,
      rules,
      extractor: "model",
    });
    built.set(answer, made);
    return made;
  };
}

/** Facts to card: whoever read the text, the same plain functions decide. */
function decide(
  ctx: JudgeContext,
  reading: Reading,
  rules: Extraction,
  obtained: Obtained,
  build: ReturnType<typeof cardBuilder>,
): Judgement {
  const { request, own } = reading;
  const model = obtained.by === "model" ? obtained.attempt : null;
  const degradedReason = obtained.by === "rules" ? obtained.degradedReason : null;
  const {
    card: built,
    facts,
    unsupported,
    stepScores,
  } = model ? build(model.outcome) : buildCard({ ...request, own, extraction: rules, extractor: "rules" });
  const stated = { path: obtained.by, category: built.category, stated: built.confidence };
  const { confidence, ...calibrated } = calibrateCard(reading.calibration, stated);
  const card: Card = { ...built, confidence };
  const { spotCheckShare, reviewBelow } = ctx.policy;
  const seen = {
    reviewBelow,
    unsupported,
    degraded: degradedReason !== null,
    strongMissed: obtained.by === "model" && obtained.strongMissed,
  };
  const asked = reviewFor(card, { ...seen, spotCheck: false });
  const review = reviewFor(card, { ...seen, spotCheck: ctx.runtime.random() < spotCheckShare });
  const words = model ? { steps: card.steps, stepScores } : citeRunbook(card, stepScores, reading);
  return {
    card: { ...card, steps: words.steps },
    facts,
    stepScores: words.stepScores,
    calibration: {
      ...calibrated,
      ...(model?.outcome.likelihood ? { likelihood: model.outcome.likelihood } : {}),
      confidence,
      reviewShare: asked.state === "pending" ? 1 : spotCheckShare,
    },
    origin: {
      path: obtained.by,
      degraded: degradedReason !== null,
      degradedReason,
      tier: model?.tier ?? null,
      model: model?.model ?? null,
      promptVersion: model?.promptVersion ?? null,
      policyVersion: policyVersionOf(ctx.policy, rulesVersionOf(own)),
      simulated: model?.outcome.simulated ?? false,
    },
    review,
  };
}
