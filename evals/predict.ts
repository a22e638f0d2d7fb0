import { cardSchema } from "#lib/contracts/triage.ts";
import { usdOf } from "#lib/core/money.ts";
import { sumNanoUsd } from "#lib/gateway/cost.ts";
import { recordTrace } from "#lib/gateway/trace.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { incidentOf } from "#lib/services/incident.ts";
import { judge } from "#lib/services/judge.ts";
import { redactRequest } from "#lib/services/redact-request.ts";
import { noOwnSignals } from "#lib/triage/rules/own-signals.ts";
import { rulesVersionOf } from "#lib/triage/rules/rules-version.ts";
import type { EvalCase } from "./case.ts";
import type { Prediction } from "./prediction.ts";

/**
 * Judges cases one after the other in their order, as the gateway would if they arrived like this, and stores
 * nothing. A case whose incident was seen before names the first one as its duplicate.
 */
export async function* predict(ctx: ServiceContext, cases: readonly EvalCase[]): AsyncGenerator<Prediction> {
  const own = (await ctx.ownSignals?.()) ?? noOwnSignals;
  const firstOfIncident = new Map<string, string>();
  for (const one of cases) {
    const trace = recordTrace(ctx.runtime);
    const { request } = await redactRequest(ctx, one);
    const prompt = renderTriagePrompt(request);
    const { key } = incidentOf(ctx.policy, request, { prompt: prompt.version, rules: rulesVersionOf(own) });
    const { judgement, attempts } = await judge(ctx, { request, prompt, own, trace });
    yield {
      id: one.id,
      card: cardSchema.parse(judgement.card),
      stepScores: judgement.stepScores ?? [],
      degraded: judgement.origin.degraded,
      runbooks: [],
      duplicateOf: firstOfIncident.get(key) ?? null,
      costUsd: usdOf(sumNanoUsd(attempts.map((attempt) => attempt.costNanoUsd))),
      ms: ctx.runtime.elapsedMs() - trace.startedMs,
    };
    if (!firstOfIncident.has(key)) firstOfIncident.set(key, one.id);
  }
}
