import { findEvalResult, listEvalResults as queryResults } from "#db/queries/eval-results.ts";
import {
  cancelRun,
  findEvalRun,
  findEvalRunDetail,
  insertEvalRun,
  type NewEvalRun,
  listEvalRuns as queryRuns,
  requeueRun,
} from "#db/queries/eval-runs.ts";
import { findRevision } from "#db/queries/eval-set-versions.ts";
import { findPromptVersion } from "#db/queries/prompt-versions.ts";
import type { Comparison } from "#lib/contracts/eval-comparison.ts";
import type {
  EvalEngine,
  EvalResultDetail,
  EvalResultPage,
  EvalRun,
  EvalRunDetail,
  EvalRunPage,
} from "#lib/contracts/eval-run.ts";
import type { PolicyPatch } from "#lib/contracts/policy.ts";
import { cardSchemaVersion } from "#lib/contracts/triage.ts";
import { AppError } from "#lib/core/errors.ts";
import { compareRuns } from "#lib/evals/compare.ts";
import { scorerVersion } from "#lib/evals/scores.ts";
import { policyVersionOf } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { rulesVersionOf } from "#lib/triage/rules/rules-version.ts";
import { getEvalSet } from "./eval-sets.ts";
import { comparedRun } from "./run-eval.ts";
import { withEngine } from "./with-engine.ts";
import { withPolicyPatch } from "./with-policy.ts";

/** Cards of a run. */
const cardsMax = 100_000;

export interface AskedRun {
  engine: EvalEngine;
  repeats: number;
  baselineId?: string | undefined;
  /** The prompt to judge; the one in use where absent. */
  promptVersion?: string | undefined;
  /** A change of the policy to judge before it is made. */
  policyPatch?: PolicyPatch | undefined;
  /** The commit this process was built from, where it is known. */
  commit: string | null;
}

/**
 * Keeps a run that is about to begin, under the versions of everything that could change its result. Throws
 * `invalid_fields`.
 */
export async function createEvalRun(
  ctx: ServiceContext,
  set: { name: string; version: string; cases: number },
  asked: AskedRun,
  state: Pick<NewEvalRun, "status" | "worker" | "leaseUntil">,
): Promise<string> {
  const { policy } = withEngine(await withPolicyPatch(ctx, asked.policyPatch), asked.engine);
  if (set.cases * asked.repeats > cardsMax) {
    throw new AppError("invalid_fields", `A run makes at most ${cardsMax} cards.`, {
      errors: [{ path: "repeats", message: `would be more than ${cardsMax} cards` }],
    });
  }
  if (asked.promptVersion) await requirePrompt(ctx, asked.promptVersion);
  if (asked.baselineId) await requireBaseline(ctx, asked.baselineId);
  const id = ctx.runtime.newId("run");
  await insertEvalRun(ctx.database, {
    id,
    evalSet: set.name,
    evalSetVersion: set.version,
    engine: asked.engine,
    models: [...policy.models.cheap, ...policy.models.strong],
    promptVersion: asked.promptVersion ?? ctx.prompts.active.version,
    policyVersion: policyVersionOf(policy, rulesVersionOf(await ctx.ownSignals())),
    schemaVersion: cardSchemaVersion,
    scorerVersion,
    productVersion: ctx.version,
    productCommit: asked.commit,
    cases: set.cases,
    repeats: asked.repeats,
    baselineId: asked.baselineId ?? null,
    missedGates: [],
    startedBy: ctx.actor.name,
    createdAt: ctx.runtime.now(),
    ...state,
  });
  return id;
}

async function requirePrompt(ctx: ServiceContext, version: string): Promise<void> {
  if (await findPromptVersion(ctx.database, version)) return;
  throw new AppError("invalid_fields", `There is no prompt ${version}.`, {
    errors: [{ path: "promptVersion", message: "is not a version of the prompt" }],
  });
}

async function requireBaseline(ctx: ServiceContext, id: string): Promise<void> {
  const baseline = await findEvalRun(ctx.database, id, ctx.runtime.now());
  if (baseline?.status === "done") return;
  throw new AppError("invalid_fields", `There is no finished eval run ${id}.`, {
    errors: [{ path: "baselineId", message: "is not a finished run" }],
  });
}

/** Puts a run over a stored set into the queue; throws `not_found` and `invalid_fields`. */
export async function startEvalRun(
  ctx: ServiceContext,
  { set: name, ...asked }: AskedRun & { set: string },
): Promise<EvalRun> {
  const { version, cases } = await getEvalSet(ctx, name);
  if (cases === 0) throw new AppError("invalid_fields", `The set ${name} has no cases.`);
  const id = await createEvalRun(ctx, { name, version, cases }, asked, { status: "queued" });
  return await getEvalRun(ctx, id);
}

export async function listEvalRuns(
  ctx: ServiceContext,
  query: Parameters<typeof queryRuns>[1],
): Promise<EvalRunPage> {
  return await queryRuns(ctx.database, query, ctx.runtime.now());
}

const noSuchRun = (id: string) => new AppError("not_found", `There is no eval run ${id}.`);

/** Throws `not_found`. */
async function getEvalRun(ctx: ServiceContext, id: string): Promise<EvalRun> {
  const found = await findEvalRun(ctx.database, id, ctx.runtime.now());
  if (!found) throw noSuchRun(id);
  return found;
}

/** Throws `not_found`. */
export async function getEvalRunDetail(
  ctx: Pick<ServiceContext, "database" | "runtime">,
  id: string,
): Promise<EvalRunDetail> {
  const found = await findEvalRunDetail(ctx.database, id, ctx.runtime.now());
  if (!found) throw noSuchRun(id);
  return found;
}

/** Throws `not_found`. */
export async function listEvalResults(
  ctx: ServiceContext,
  id: string,
  query: Parameters<typeof queryResults>[2],
): Promise<EvalResultPage> {
  await getEvalRun(ctx, id);
  return await queryResults(ctx.database, id, query);
}

/** Throws `not_found`. */
export async function getEvalResult(
  ctx: ServiceContext,
  id: string,
  caseId: string,
): Promise<EvalResultDetail> {
  const found = await findEvalResult(ctx.database, id, caseId);
  if (!found) throw new AppError("not_found", `The run ${id} says nothing about a case ${caseId}.`);
  return found;
}

/** Throws `not_found`, and `conflict` for a run that is over. */
export async function cancelEvalRun(ctx: ServiceContext, id: string): Promise<EvalRun> {
  if (!(await cancelRun(ctx.database, id, ctx.runtime.now()))) {
    const { status } = await getEvalRun(ctx, id);
    throw new AppError("conflict", `The run is ${status}; there is nothing to cancel.`);
  }
  return await getEvalRun(ctx, id);
}

/** Throws `not_found`, and `conflict` for a run that cannot go on or whose cases are not kept. */
export async function resumeEvalRun(ctx: ServiceContext, id: string): Promise<EvalRun> {
  const run = await getResumableRun(ctx, id);
  if ((await findRevision(ctx.database, run.set, run.setVersion)) === null) {
    throw new AppError(
      "conflict",
      `The cases came from a file and are not kept as a set. In a shell: npm run eval -- --resume ${id} --cases FILE`,
    );
  }
  if (!(await requeueRun(ctx.database, id, ctx.runtime.now()))) throw nothingToResume(run);
  return await getEvalRun(ctx, id);
}

export const nothingToResume = ({ status }: Pick<EvalRun, "status">) =>
  new AppError("conflict", `The run is ${status}; there is nothing to resume.`);

/** A run that may go on as it was begun. Throws `not_found`, and `conflict` when its cards would be of two kinds. */
export async function getResumableRun(ctx: ServiceContext, id: string): Promise<EvalRun> {
  const run = await getEvalRun(ctx, id);
  const [, rulesVersion] = run.policyVersion.split(".");
  const isSameEngine =
    rulesVersion === rulesVersionOf(await ctx.ownSignals()) && run.schemaVersion === cardSchemaVersion;
  if (isSameEngine || run.done === 0) return run;
  throw new AppError(
    "conflict",
    "The rules engine, or the card, is another one than when the run began: its cards would be of two kinds. Start a new run.",
  );
}

/**
 * Two runs case by case; throws `not_found`, and `conflict` when they share no case. Runs need not be finished: what
 * they say so far is compared.
 */
export async function compareEvalRuns(
  ctx: ServiceContext,
  { a, b }: { a: string; b: string },
): Promise<Comparison> {
  const [baseline, candidate] = await Promise.all([getEvalRun(ctx, a), getEvalRun(ctx, b)]);
  const [before, after] = await Promise.all([comparedRun(ctx, baseline), comparedRun(ctx, candidate)]);
  const known = new Set(before.cases.map(({ label }) => label.id));
  if (!after.cases.some(({ label }) => known.has(label.id))) {
    throw new AppError("conflict", "The two runs have no case in common.");
  }
  return compareRuns(before, after);
}
