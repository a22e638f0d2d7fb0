import { cardSchema } from "#lib/contracts/triage.ts";
import { usdOf } from "#lib/core/money.ts";
import { sumNanoUsd } from "#lib/gateway/cost.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { incidentOf } from "#lib/services/incident.ts";
import { judge } from "#lib/services/judge.ts";
import type { EvalCase } from "./case.ts";
import type { Prediction } from "./prediction.ts";

/**
 * Judges cases one after the other in their order, as the gateway would if they arrived like this, and stores
 * nothing. A case whose incident was seen before names the first one as its duplicate.
 */
export async function* predict(ctx: ServiceContext, cases: readonly EvalCase[]): AsyncGenerator<Prediction> {
  const firstOfIncident = new Map<string, string>();
  for (const one of cases) {
    const startedMs = ctx.runtime.elapsedMs();
    const prompt = renderTriagePrompt(one);
    const { key } = incidentOf(ctx.policy, one, prompt.version);
    const { judgement, attempts } = await judge(ctx, one, prompt, startedMs);
    yield {
      id: one.id,
      card: cardSchema.parse(judgement.card),
      stepScores: judgement.stepScores ?? [],
      degraded: judgement.origin.degraded,
      runbooks: [],
      duplicateOf: firstOfIncident.get(key) ?? null,
      costUsd: usdOf(sumNanoUsd(attempts.map((attempt) => attempt.costNanoUsd))),
      ms: ctx.runtime.elapsedMs() - startedMs,
    };
    if (!firstOfIncident.has(key)) firstOfIncident.set(key, one.id);
  }
}
