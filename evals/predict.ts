import { cardSchema } from "#lib/contracts/triage.ts";
import { usdOf } from "#lib/core/money.ts";
import { sumNanoUsd } from "#lib/gateway/cost.ts";
import { recordTrace } from "#lib/gateway/trace.ts";
import { incidentTraits } from "#lib/knowledge/incident-traits.ts";
import { rarityAmong } from "#lib/knowledge/rarity.ts";
import { compareIncidents, type Report } from "#lib/knowledge/same-incident.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { findRunbooks, matchesMax, quoteSections } from "#lib/services/find-runbooks.ts";
import { judge } from "#lib/services/judge.ts";
import { redactRequest } from "#lib/services/redact-request.ts";
import type { EvalCase } from "./case.ts";
import type { Prediction } from "./prediction.ts";

/** Runbooks named for a case, best first; the card points to the first of them only. */
const runbooksMax = 5;

/**
 * Judges cases one after the other in their order, as the gateway would if they arrived like this, and stores nothing.
 * A case about the same incident as an earlier one names it as its duplicate.
 */
export async function* predict(ctx: ServiceContext, cases: readonly EvalCase[]): AsyncGenerator<Prediction> {
  const own = await ctx.ownSignals();
  const reports = cases.map(({ text }): Report => ({ traits: incidentTraits(text), receivedAt: null }));
  const rarityOf = rarityAmong(reports.map(({ traits }) => traits.marks));
  for (const [index, one] of cases.entries()) {
    const trace = recordTrace(ctx.runtime);
    const { request } = await redactRequest(ctx, one);
    const runbooks = await findRunbooks(ctx, request.text, runbooksMax);
    const pointedTo = runbooks.slice(0, matchesMax);
    const prompt = renderTriagePrompt(request, await quoteSections(ctx, pointedTo));
    const { judgement, attempts } = await judge(ctx, { request, prompt, own, runbooks: pointedTo, trace });
    yield {
      id: one.id,
      card: cardSchema.parse(judgement.card),
      stepScores: judgement.stepScores ?? [],
      degraded: judgement.origin.degraded,
      runbooks: runbooks.map(({ id }) => id),
      duplicateOf: duplicateOf(index, cases, reports, rarityOf),
      costUsd: usdOf(sumNanoUsd(attempts.map((attempt) => attempt.costNanoUsd))),
      ms: ctx.runtime.elapsedMs() - trace.startedMs,
    };
  }
}

/** The earlier case that is most surely about the same incident. */
function duplicateOf(
  index: number,
  cases: readonly EvalCase[],
  reports: readonly Report[],
  rarityOf: (mark: string) => number,
): string | null {
  const report = reports[index];
  if (!report) return null;
  let best: { id: string; similarity: number } | null = null;
  for (const [earlier, { id }] of cases.slice(0, index).entries()) {
    const other = reports[earlier];
    if (!other) continue;
    const { duplicate, similarity } = compareIncidents(other, report, rarityOf);
    if (duplicate && similarity > (best?.similarity ?? -1)) best = { id, similarity };
  }
  return best?.id ?? null;
}
