import { insertAttempts } from "#db/queries/ledger.ts";
import type { TriedPrompt, TryPrompts } from "#lib/contracts/prompts.ts";
import { sumNanoUsd, usdOf } from "#lib/core/money.ts";
import { recordTrace } from "#lib/gateway/trace.ts";
import { renderTriagePrompt, type VersionedPrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { runbooksFor } from "#lib/services/knowledge/runbooks-for.ts";
import { judge } from "#lib/services/triage/judge.ts";
import { redactRequest } from "#lib/services/triage/redact-request.ts";
import { toStoredAttempt } from "#lib/services/triage/stored-attempt.ts";
import { getPrompt } from "./prompts.ts";

/** A text read with each of these prompts, side by side. What it cost is in the
 * ledger; nothing else is stored, and no card is reused. Throws `not_found`. */
export async function tryPrompts(
  ctx: ServiceContext,
  { text, service, versions }: TryPrompts,
): Promise<{ items: TriedPrompt[] }> {
  const prompts = await Promise.all(versions.map((version) => getPrompt(ctx, version)));
  const { request } = await redactRequest(ctx, { text, ...(service ? { service } : {}) });
  const { runbooks, sections } = await runbooksFor(ctx, request.text);
  const [own, calibration] = await Promise.all([ctx.ownSignals(), ctx.calibration()]);
  const charge = { account: "eval", apiKeyId: null, team: null, source: null } as const;
  const tryOne = async (prompt: VersionedPrompt): Promise<TriedPrompt> => {
    const trace = recordTrace(ctx);
    const rendered = renderTriagePrompt(request, sections, prompt);
    const asking = { request, prompt: rendered, own, calibration, runbooks, trace, charge };
    const { judgement, attempts } = await judge(ctx, asking);
    const paid = attempts.map((attempt) => toStoredAttempt(attempt, charge, judgement.origin.policyVersion));
    await insertAttempts(ctx.database, paid, {});
    return {
      version: prompt.version,
      card: judgement.card,
      origin: judgement.origin,
      costUsd: usdOf(sumNanoUsd(attempts.map(({ costNanoUsd }) => costNanoUsd))),
      ms: ctx.runtime.elapsedMs() - trace.startedMs,
    };
  };
  return { items: await Promise.all(prompts.map(tryOne)) };
}
