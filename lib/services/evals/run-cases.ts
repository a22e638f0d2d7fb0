import { readOutcomes } from "#db/queries/eval-results.ts";
import { claimStoppedRun, findLatestRun } from "#db/queries/eval-runs.ts";
import { findRevision } from "#db/queries/eval-set-versions.ts";
import { findEvalSet, type NewEvalCase, storeEvalCases } from "#db/queries/eval-sets.ts";
import type { EvalCase } from "#lib/contracts/eval-case.ts";
import type { Comparison } from "#lib/contracts/eval-comparison.ts";
import type { Gate } from "#lib/contracts/eval-gates.ts";
import type { EvalEngine, EvalRun, EvalRunDetail } from "#lib/contracts/eval-run.ts";
import type { PolicyPatch } from "#lib/contracts/policy.ts";
import { AppError } from "#lib/core/errors.ts";
import { setVersionOf } from "#lib/evals/case-file.ts";
import type { Prediction } from "#lib/evals/outcome.ts";
import { passRateOf, spreadOf as spreadOfRepeats } from "#lib/evals/repeats.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import {
  compareEvalRuns,
  createEvalRun,
  getEvalRunDetail,
  getResumableRun,
  nothingToResume,
} from "./eval-runs.ts";
import { namedCases, readEvalSet } from "./eval-sets.ts";
import {
  asPrediction,
  type EvalWork,
  gatesOfSet,
  judgedCasesOf,
  leaseOf,
  runEval,
  type StoredOutcomes,
} from "./run-eval.ts";

/** A stored set, or cases from elsewhere under a name. */
type Source = { set: string } | { name: string; cases: readonly EvalCase[] };

export interface AskedCases {
  source: Source;
  engine: EvalEngine;
  repeats: number;
  /** Id of a finished run, or the latest one over the same set with the same engine. */
  baseline?: string | undefined;
  /** A change of the policy to judge before it is made. */
  policyPatch?: PolicyPatch | undefined;
  commit: string | null;
  /** Names this process. */
  worker: string;
}

export interface FinishedRun {
  run: EvalRunDetail;
  /** Those of the first repeat, in order. */
  predictions: Prediction[];
  spread: { caseId: string; passRate: number | null; spread: [verdict: string, times: number][] }[];
  comparison: Comparison | null;
}

/** Without gates of its own a comparison is the one thing to fail on. */
const gatesOfFile: readonly Gate[] = [{ check: "no_regression", why: "A baseline was given" }];

interface Loaded {
  name: string;
  version: string;
  cases: NewEvalCase[];
  gates: readonly Gate[];
}

async function load(ctx: ServiceContext, source: Source): Promise<Loaded> {
  if ("set" in source) {
    const cases = await readEvalSet(ctx, source.set);
    const set = await findEvalSet(ctx.database, source.set);
    return { name: source.set, version: set?.version ?? "", cases, gates: set?.gates ?? [] };
  }
  const cases = namedCases(source.cases);
  // So that the run's page can show texts and labels.
  await storeEvalCases(ctx.database, cases);
  const version = setVersionOf(cases.map(({ hash }) => hash));
  return { name: source.name, version, cases, gates: gatesOfFile };
}

async function baselineOf(
  ctx: ServiceContext,
  set: string,
  { baseline, engine }: AskedCases,
): Promise<string | undefined> {
  if (baseline !== "latest") return baseline;
  const latest = await findLatestRun(ctx.database, set, engine);
  if (latest) return latest;
  throw new AppError("invalid_fields", `There is no finished run of ${set} with the engine ${engine} yet.`);
}

/**
 * Runs cases here and now, as a command does, and waits for the end; the run is stored like any other. Throws
 * `invalid_fields`, and `unavailable` when it was stopped or cancelled.
 */
export async function runCases(ctx: ServiceContext, asked: AskedCases): Promise<FinishedRun> {
  const { name, version, cases, gates } = await load(ctx, asked.source);
  const { engine, repeats, policyPatch, commit, worker } = asked;
  const baselineId = await baselineOf(ctx, name, asked);
  const { leaseUntil } = leaseOf(ctx, worker);
  const id = await createEvalRun(
    ctx,
    { name, version, cases: cases.length },
    { engine, repeats, baselineId, policyPatch, commit },
    { status: "running", worker, leaseUntil },
  );
  const promptVersion = ctx.prompts.active.version;
  const { models, policyVersion } = await getEvalRunDetail(ctx, id);
  const asRun = { id, evalSet: name, evalSetVersion: version, engine, repeats, models, policyVersion };
  const run = { ...asRun, baselineId: baselineId ?? null, promptVersion };
  return await finished(ctx, { run, cases, gates, worker });
}

interface ResumedCases {
  id: string;
  /** Where they came from a file: the same again. */
  cases?: readonly EvalCase[] | undefined;
  worker: string;
}

/**
 * Goes on here and now with a run that stands still, as it was begun: what it made is kept. Throws `not_found`,
 * `invalid_fields` for other cases, `conflict` when it cannot go on or somebody else has taken it, and `unavailable` when
 * it was stopped or cancelled again.
 */
export async function resumeCases(
  ctx: ServiceContext,
  { id, cases: given, worker }: ResumedCases,
): Promise<FinishedRun> {
  const begun = await getResumableRun(ctx, id);
  const { cases, gates, version } = given
    ? await load(ctx, { name: begun.set, cases: given })
    : {
        cases: await keptCases(ctx, begun),
        gates: await gatesOfSet(ctx, begun.set),
        version: begun.setVersion,
      };
  if (version !== begun.setVersion) {
    throw new AppError("invalid_fields", `The run ${id} was begun over other cases: ${begun.setVersion}.`);
  }
  const run = await claimStoppedRun(ctx.database, id, leaseOf(ctx, worker));
  if (!run) throw nothingToResume(await getEvalRunDetail(ctx, id));
  return await finished(ctx, { run, cases, gates, worker });
}

async function keptCases(ctx: ServiceContext, { set, setVersion }: EvalRun): Promise<NewEvalCase[]> {
  if ((await findRevision(ctx.database, set, setVersion)) !== null)
    return await readEvalSet(ctx, set, setVersion);
  throw new AppError("invalid_fields", "The cases came from a file: name it with --cases.");
}

/** Works on a run to its end, and reads what came of it. */
async function finished(ctx: ServiceContext, work: EvalWork): Promise<FinishedRun> {
  const { id, baselineId, repeats } = work.run;
  await runEval(ctx, work);
  const run = await getEvalRunDetail(ctx, id);
  if (run.status !== "done") {
    throw new AppError(
      "unavailable",
      `The run ${id} was ${run.status}; what it made is kept. To go on: npm run eval -- --resume ${id}`,
    );
  }
  const outcomes = await readOutcomes(ctx.database, id);
  return {
    run,
    predictions: outcomes.flatMap(({ result }) => (result.repeat === 1 ? asPrediction(result) : [])),
    spread: repeats > 1 ? spreadOf(outcomes) : [],
    comparison: baselineId ? await compareEvalRuns(ctx, { a: baselineId, b: id }) : null,
  };
}

const spreadOf = (outcomes: StoredOutcomes): FinishedRun["spread"] =>
  judgedCasesOf(outcomes).map((judged) => ({
    caseId: judged.label.id,
    passRate: passRateOf(judged),
    spread: spreadOfRepeats(judged.predictions),
  }));
