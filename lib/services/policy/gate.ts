import { listRunsWithPolicy } from "#db/queries/eval-runs.ts";
import type { EvalRun } from "#lib/contracts/eval-run.ts";
import { asksModel, judgeAlike } from "#lib/contracts/judged-policy.ts";
import type { GateClaim, PolicyContent } from "#lib/contracts/policy.ts";
import { AppError } from "#lib/core/errors.ts";
import { asksModels } from "#lib/evals/model-gate.ts";
import { builtInPrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { canPromote } from "#lib/services/evals/promotion.ts";

type GateContext = Pick<ServiceContext, "database" | "runtime">;

/** What is to decide what cards say: a policy, with the prompt that models are to be asked with. */
export interface Candidate {
  content: PolicyContent;
  promptVersion: string;
}

export const candidateOf = (content: PolicyContent): Candidate => ({
  content,
  promptVersion: content.prompts.active ?? builtInPrompt.version,
});

/** By what something went live: the gates that an administrator overrode, else none. */
export interface Passed {
  overridden: readonly string[];
  runId?: string | undefined;
}

/** Newest runs that are looked through for those of a candidate. */
const lookedThrough = 200;

interface MeasuredRun {
  run: EvalRun;
  /** The policy it was made with; null where it is not kept. */
  policy: PolicyContent | null;
}

/** Whether a run judged just this: this prompt, and a policy under which cards say the same. */
function isOf({ run, policy }: MeasuredRun, { content, promptVersion }: Candidate): boolean {
  if (!asksModel(content)) return !asksModels(run);
  return (
    asksModels(run) && run.promptVersion === promptVersion && policy !== null && judgeAlike(policy, content)
  );
}

/** The newest eval runs of a candidate, newest first; with `anyPolicy` those of its prompt, whatever the policy was. */
export async function runsOf(
  { database, runtime }: GateContext,
  candidate: Candidate,
  { anyPolicy = false }: { anyPolicy?: boolean } = {},
): Promise<EvalRun[]> {
  const runs = await listRunsWithPolicy(database, lookedThrough, runtime.now());
  return runs
    .map((each) => (anyPolicy ? { ...each, policy: candidate.content } : each))
    .filter((each) => isOf(each, candidate))
    .map(({ run }) => run);
}

/** Why an eval run does not speak for a candidate; empty when it does. Throws `not_found`. */
async function missingFor(
  ctx: GateContext,
  candidate: Candidate,
  runId: string | undefined,
): Promise<readonly string[]> {
  if (runId === undefined) return ["No eval run of it is named."];
  const { allowed, failedGates } = await canPromote(ctx, runId);
  const [measured] = await listRunsWithPolicy(ctx.database, 1, ctx.runtime.now(), runId);
  if (!measured) return [`The run ${runId} is not there.`];
  const { run } = measured;
  if (asksModel(candidate.content) && !asksModels(run)) return ["No model read the cases of the run."];
  if (asksModels(run) && run.promptVersion !== candidate.promptVersion)
    return [`The run ${runId} is of the prompt ${run.promptVersion}.`];
  if (!isOf(measured, candidate)) return [`The run ${runId} is of another policy, ${run.policyVersion}.`];
  return allowed ? [] : failedGates;
}

/** The newest run that speaks for a candidate; null: none does. */
export async function greenRunOf(
  ctx: GateContext,
  candidate: Candidate,
  runs: readonly EvalRun[],
): Promise<EvalRun | null> {
  const passed = runs.filter(({ gateState, overridden }) => gateState === "passed" || overridden);
  for (const run of passed.slice(0, 3)) {
    if ((await missingFor(ctx, candidate, run.id)).length === 0) return run;
  }
  return null;
}

/** Lets a candidate go live over a green eval run, or over an override; throws `conflict` with what is missing. */
export async function passGate(
  ctx: GateContext,
  candidate: Candidate,
  { runId, override }: GateClaim,
): Promise<Passed> {
  const missing = await missingFor(ctx, candidate, runId);
  if (missing.length === 0 || override) return { overridden: missing, runId };
  throw new AppError("conflict", `It needs a green eval run, or an override: ${missing.join(" ")}`);
}

/**
 * The way back to what was in use is never barred; where the last eval run of it missed its gates, going there
 * overrides them.
 */
export async function passBack(
  ctx: GateContext,
  candidate: Candidate,
  scope: { anyPolicy: boolean },
): Promise<Passed> {
  const runs = await runsOf(ctx, candidate, scope);
  const last = runs.find(({ gateState }) => gateState !== "none");
  const missed = last && !last.overridden ? last.missedGates : [];
  return { overridden: missed.map((each) => `${each} (${last?.id})`) };
}
