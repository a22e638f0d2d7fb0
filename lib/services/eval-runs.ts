import { type NewEvalResult, type NewEvalRun, storeEvalRun } from "#db/queries/eval-runs.ts";
import { cardSchemaVersion } from "#lib/contracts/triage.ts";
import { policyVersionOf } from "#lib/gateway/policy.ts";
import { triagePromptVersion } from "#lib/models/prompts.ts";
import { noOwnSignals } from "#lib/triage/rules/own-signals.ts";
import { rulesVersionOf } from "#lib/triage/rules/rules-version.ts";
import type { ServiceContext } from "./context.ts";

type FinishedEvalRun = Pick<
  NewEvalRun,
  "evalSet" | "evalSetVersion" | "engine" | "cases" | "scores" | "missedGates"
>;

/** Keeps an eval run under the versions of everything that could change its result. */
export async function recordEvalRun(
  ctx: ServiceContext,
  finished: FinishedEvalRun,
  results: readonly NewEvalResult[],
): Promise<void> {
  const versions = {
    models: [...ctx.policy.models.cheap, ...ctx.policy.models.strong],
    promptVersion: triagePromptVersion,
    policyVersion: policyVersionOf(ctx.policy, rulesVersionOf((await ctx.ownSignals?.()) ?? noOwnSignals)),
    schemaVersion: cardSchemaVersion,
  };
  const id = ctx.runtime.newId("run");
  await storeEvalRun(ctx.database, { id, ...finished, ...versions, createdAt: ctx.runtime.now() }, results);
}
