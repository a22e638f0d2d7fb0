import type { StoredAttempt } from "#db/queries/new-triage.ts";
import type { EvalCase } from "#lib/contracts/eval-case.ts";
import type { Card } from "#lib/contracts/triage.ts";
import { sumNanoUsd } from "#lib/core/money.ts";
import type { Prediction } from "#lib/evals/outcome.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import { recordTrace } from "#lib/gateway/trace.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { findRunbooks, matchesMax, quoteSections } from "#lib/services/knowledge/find-runbooks.ts";
import { judge } from "#lib/services/triage/judge.ts";
import { redactRequest } from "#lib/services/triage/redact-request.ts";
import { toStoredAttempt } from "#lib/services/triage/stored-attempt.ts";
import { duplicateFinder } from "./duplicate-case.ts";

/** What the gateway says about a case. */
export interface CasePrediction {
  id: string;
  card: Card;
  /** Checks of the step rubric that each step meets, 0 to 8. */
  stepScores: number[];
  degraded: boolean;
  /** A simulated model read it. */
  simulated: boolean;
  runbooks: string[];
  /** An earlier case about the same incident. */
  duplicateOf: string | null;
  costNanoUsd: bigint | null;
  ms: number;
}

/** Eval runs are in nobody's budget but their own and the one of everything. */
const charge = { account: "eval", apiKeyId: null, team: null, source: null } as const;

/** Hears of the calls that a case was paid with, also when its prediction is not read any more. */
type Pay = (calls: StoredAttempt[]) => void;

/** Cases whose models are asked at once. */
const concurrentCases = 4;

/** Runbooks named for a case, best first; the card points to the first of them only. */
const runbooksMax = 5;

/**
 * Judges cases in their order, as the gateway would if they arrived like this, and stores nothing. A case about the
 * same incident as an earlier one names it as its duplicate. The engine sees nothing of a case but its text, service
 * and environment. Cases that were judged before are passed over.
 */
export async function* predictCases(
  ctx: ServiceContext,
  cases: readonly EvalCase[],
  { isJudged, pay }: { isJudged: (caseId: string) => boolean; pay: Pay },
): AsyncGenerator<CasePrediction> {
  const duplicateOf = duplicateFinder(cases);
  const ahead = wantsModel(ctx.policy) ? concurrentCases : 1;
  const inFlight: Promise<CasePrediction>[] = [];
  try {
    for (const [index, one] of cases.entries()) {
      if (isJudged(one.id)) continue;
      if (inFlight.length >= ahead) yield* oldestOf(inFlight);
      const prediction = predictCase(ctx, one, duplicateOf(index), pay);
      // Heard of when its turn comes.
      prediction.catch(() => {});
      inFlight.push(prediction);
    }
    while (inFlight.length > 0) yield* oldestOf(inFlight);
  } finally {
    // The reader may stop before; what is under way is paid for all the same.
    await Promise.allSettled(inFlight);
  }
}

async function predictCase(
  ctx: ServiceContext,
  { id, text, service, environment }: EvalCase,
  duplicateOf: string | null,
  pay: Pay,
): Promise<CasePrediction> {
  const trace = recordTrace(ctx);
  const given = { text, ...(service ? { service } : {}), ...(environment ? { environment } : {}) };
  const { request } = await redactRequest(ctx, given);
  const found = await findRunbooks(ctx, request.text, runbooksMax);
  const runbooks = found.slice(0, matchesMax);
  const sections = wantsModel(ctx.policy) ? await quoteSections(ctx, runbooks) : [];
  const prompt = renderTriagePrompt(request, sections, ctx.prompts.active);
  const [own, calibration] = await Promise.all([ctx.ownSignals(), ctx.calibration()]);
  const asking = { request, prompt, own, calibration, runbooks, trace, charge };
  const { judgement, attempts } = await judge(ctx, asking);
  const { policyVersion } = judgement.origin;
  pay(attempts.map((attempt) => toStoredAttempt(attempt, charge, policyVersion)));
  return {
    id,
    card: judgement.card,
    stepScores: judgement.stepScores ?? [],
    degraded: judgement.origin.degraded,
    simulated: judgement.origin.simulated,
    runbooks: found.map((runbook) => runbook.id),
    duplicateOf,
    costNanoUsd: sumNanoUsd(attempts.map((attempt) => attempt.costNanoUsd)),
    ms: ctx.runtime.elapsedMs() - trace.startedMs,
  };
}

async function* oldestOf(inFlight: Promise<CasePrediction>[]): AsyncGenerator<CasePrediction> {
  const oldest = inFlight.shift();
  if (oldest) yield await oldest;
}

/** A prediction as a line of the predictions file. */
export function predictionLine({ caseId, category, severity, confidence, ...found }: Prediction): string {
  const { runbooks, duplicateOf } = found;
  return JSON.stringify({ id: caseId, category, severity, confidence, runbooks, dup_of: duplicateOf });
}
