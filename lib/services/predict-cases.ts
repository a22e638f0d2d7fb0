import type { EvalCase } from "#lib/contracts/eval-case.ts";
import type { Card } from "#lib/contracts/triage.ts";
import { sumNanoUsd } from "#lib/gateway/cost.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import { recordTrace } from "#lib/gateway/trace.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "./context.ts";
import { incidentOf } from "./incident.ts";
import { judge } from "./judge.ts";

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

/** Cases whose models are asked at once. */
const concurrentCases = 4;

/**
 * Judges cases in their order, as the gateway would if they arrived like this, and stores nothing. A case whose
 * incident was seen before names the first one as its duplicate. The engine sees nothing of a case but its text, service
 * and environment. Cases that were judged before are passed over.
 */
export async function* predictCases(
  ctx: ServiceContext,
  cases: readonly EvalCase[],
  isJudged: (caseId: string) => boolean = () => false,
): AsyncGenerator<CasePrediction> {
  const firstOfIncident = new Map<string, string>();
  const ahead = wantsModel(ctx.policy) ? concurrentCases : 1;
  const inFlight: Promise<CasePrediction>[] = [];
  for (const { id, text, service, environment } of cases) {
    const request = { text, ...(service ? { service } : {}), ...(environment ? { environment } : {}) };
    const prompt = renderTriagePrompt(request);
    const { key } = incidentOf(ctx.policy, request, prompt.version);
    const duplicateOf = firstOfIncident.get(key) ?? null;
    if (duplicateOf === null) firstOfIncident.set(key, id);
    if (isJudged(id)) continue;
    if (inFlight.length >= ahead) yield* oldestOf(inFlight);
    const trace = recordTrace(ctx.runtime);
    const prediction = judge(ctx, request, prompt, trace).then(({ judgement, attempts }) => ({
      id,
      card: judgement.card,
      stepScores: judgement.stepScores ?? [],
      degraded: judgement.origin.degraded,
      simulated: judgement.origin.simulated,
      runbooks: [],
      duplicateOf,
      costNanoUsd: sumNanoUsd(attempts.map((attempt) => attempt.costNanoUsd)),
      ms: ctx.runtime.elapsedMs() - trace.startedMs,
    }));
    // Heard of when its turn comes; nobody may be left to hear of it when the reader stops before.
    prediction.catch(() => {});
    inFlight.push(prediction);
  }
  while (inFlight.length > 0) yield* oldestOf(inFlight);
}

async function* oldestOf(inFlight: Promise<CasePrediction>[]): AsyncGenerator<CasePrediction> {
  const oldest = inFlight.shift();
  if (oldest) yield await oldest;
}

/** A prediction as a line of the predictions file. */
export function predictionLine({ id, card, runbooks, duplicateOf }: CasePrediction): string {
  return JSON.stringify({
    id,
    category: card.category,
    severity: card.severity,
    confidence: card.confidence,
    runbooks,
    dup_of: duplicateOf,
  });
}
