import { setImmediate } from "node:timers/promises";
import { type NewEvalResult, readJudged, readOutcomes, recordResults } from "#db/queries/eval-results.ts";
import { type ClaimedRun, endRun, findEvalRun, type Lease } from "#db/queries/eval-runs.ts";
import type { NewEvalCase } from "#db/queries/eval-sets.ts";
import { findEvalSet } from "#db/queries/eval-sets.ts";
import type { StoredAttempt } from "#db/queries/new-triage.ts";
import type { Gate } from "#lib/contracts/eval-gates.ts";
import type { EvalRun } from "#lib/contracts/eval-run.ts";
import { frozenCardSchema } from "#lib/contracts/frozen-card.ts";
import { AppError } from "#lib/core/errors.ts";
import { sumNanoUsd, usdOf } from "#lib/core/money.ts";
import { analyse } from "#lib/evals/analysis.ts";
import { compareRuns } from "#lib/evals/compare.ts";
import { checkGates, gatesVersionOf } from "#lib/evals/gates.ts";
import { gatesOfRun } from "#lib/evals/model-gate.ts";
import { isPassed, type JudgedCase, type Label, type Prediction } from "#lib/evals/outcome.ts";
import { passRateOf } from "#lib/evals/repeats.ts";
import { scorerVersion, scoresOf } from "#lib/evals/scores.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { stepScoreNeeded } from "#lib/triage/step-rubric.ts";
import { type CasePrediction, predictCases } from "./predict-cases.ts";
import { withEngine, withPrompt } from "./with-engine.ts";
import { withPolicyVersion } from "./with-policy.ts";

/** Results are stored when so many are made or so much time passed, in milliseconds. */
const batchSize = 200;
const batchMs = 500;
/** Other requests get their turn after so much work without a pause. */
const turnMs = 15;
/** A worker that says nothing for so long, or for three deadlines of a case, is taken for dead. */
const leaseMs = 60_000;

export interface EvalWork {
  run: ClaimedRun;
  cases: readonly NewEvalCase[];
  gates: readonly Gate[];
  worker: string;
}

export function leaseOf(ctx: Pick<ServiceContext, "runtime" | "policy">, worker: string): Lease {
  const now = ctx.runtime.now();
  const lasts = Math.max(leaseMs, 3 * ctx.policy.deadlineMs);
  return { worker, now, leaseUntil: new Date(now.getTime() + lasts) };
}

/**
 * Makes the cards of a run that are not there yet, storing them as they come, then scores the run and checks its gates.
 * Ends without a word when the run was cancelled; marks it interrupted when `ctx.signal` aborts, and failed when
 * something breaks, which it then throws.
 */
export async function runEval(ctx: ServiceContext, work: EvalWork): Promise<void> {
  const { run, worker } = work;
  try {
    const made = await makeCards(ctx, work);
    if (made === "lost") return;
    if (made === "interrupted") {
      await endRun(ctx.database, run.id, worker, { status: "interrupted" });
      return;
    }
    await finish(ctx, work);
  } catch (error) {
    const failure =
      error instanceof AppError ? error.message : "Something unexpected happened; the log has more.";
    await endRun(ctx.database, run.id, worker, { status: "failed", failure, finishedAt: ctx.runtime.now() });
    throw error;
  }
}

async function makeCards(
  ctx: ServiceContext,
  { run, cases, worker }: EvalWork,
): Promise<"all" | "interrupted" | "lost"> {
  const judged = new Set(
    (await readJudged(ctx.database, run.id)).map(({ caseId, repeat }) => `${repeat} ${caseId}`),
  );
  const places = new Map(cases.map((each, position) => [each.content.id, { ...each, position }]));
  const contents = cases.map(({ content }) => content);
  const engine = await withPrompt(
    withEngine(await withPolicyVersion(ctx, run.policyVersion), run.engine),
    run.promptVersion,
  );
  let waiting: NewEvalResult[] = [];
  let paid: StoredAttempt[] = [];
  let storedMs = ctx.runtime.elapsedMs();
  let breathedMs = storedMs;
  const store = async () => {
    const batch = { results: waiting, calls: paid };
    waiting = [];
    paid = [];
    storedMs = ctx.runtime.elapsedMs();
    return await recordResults(ctx.database, run.id, leaseOf(ctx, worker), batch);
  };

  const pay = (calls: StoredAttempt[]) => paid.push(...calls);
  for (let repeat = 1; repeat <= run.repeats; repeat++) {
    if (ctx.signal.aborted) break;
    const isJudged = (caseId: string) => judged.has(`${repeat} ${caseId}`);
    for await (const prediction of predictCases(engine, contents, { isJudged, pay })) {
      if (ctx.signal.aborted) break;
      const place = places.get(prediction.id);
      if (!place) continue;
      waiting.push(resultOf(prediction, place, repeat));
      const nowMs = ctx.runtime.elapsedMs();
      if (waiting.length >= batchSize || nowMs - storedMs >= batchMs) {
        if (await store()) breathedMs = ctx.runtime.elapsedMs();
        else return "lost";
      } else if (nowMs - breathedMs >= turnMs) {
        await setImmediate();
        breathedMs = ctx.runtime.elapsedMs();
      }
    }
  }
  if (!(await store())) return "lost";
  return ctx.signal.aborted ? "interrupted" : "all";
}

function resultOf(
  { id, card, stepScores, degraded, simulated, runbooks, duplicateOf, costNanoUsd, ms }: CasePrediction,
  { hash, content, position }: NewEvalCase & { position: number },
  repeat: number,
): NewEvalResult {
  const said = { category: card.category, severity: card.severity, confidence: card.confidence };
  const result = {
    ...said,
    caseId: id,
    repeat,
    runbooks,
    duplicateOf,
    degraded,
    cardValid: frozenCardSchema.safeParse(card).success,
    steps: card.steps.length,
    actionableSteps: stepScores.filter((score) => score >= stepScoreNeeded).length,
    ms,
  };
  const passed = isPassed({ label: content, prediction: { ...result, costUsd: usdOf(costNanoUsd) } });
  return { ...result, position, caseHash: hash, simulated, passed, costNanoUsd, card };
}

export type StoredOutcomes = Awaited<ReturnType<typeof readOutcomes>>;

export const asPrediction = (result: StoredOutcomes[number]["result"]): Prediction => ({
  ...result,
  costUsd: usdOf(result.costNanoUsd),
});

/** A run's outcomes case by case, in order. */
export function judgedCasesOf(outcomes: StoredOutcomes): (JudgedCase & { title: string })[] {
  const cases = new Map<string, { label: Label; title: string; predictions: Prediction[] }>();
  for (const { result, label, title } of outcomes) {
    const judged = cases.get(result.caseId) ?? { label, title, predictions: [] };
    judged.predictions.push(asPrediction(result));
    cases.set(result.caseId, judged);
  }
  return [...cases.values()];
}

async function finish(ctx: ServiceContext, { run, gates, worker }: EvalWork): Promise<void> {
  const outcomes = await readOutcomes(ctx.database, run.id);
  const cases = judgedCasesOf(outcomes);
  const scores = scoresOf(cases);
  const comparison = run.baselineId ? await compareWithBaseline(ctx, run, run.baselineId, cases) : null;
  const rates = new Map(cases.map((judged) => [judged.label.id, passRateOf(judged)]));
  const results = checkGates(gatesOfRun(gates, run), {
    scores,
    passRateOf: (id) => rates.get(id),
    comparison,
  });
  await endRun(ctx.database, run.id, worker, {
    status: "done",
    scores,
    scorerVersion,
    analysis: analyse(cases),
    gates: results,
    gatesVersion: gates.length > 0 ? gatesVersionOf(gates) : null,
    missedGates: results.filter(({ passed }) => !passed).map(({ gate, found }) => `${gate}: ${found}`),
    simulated: outcomes.some(({ result }) => result.simulated),
    costNanoUsd: sumNanoUsd(outcomes.map(({ result }) => result.costNanoUsd)),
    finishedAt: ctx.runtime.now(),
  });
}

async function compareWithBaseline(
  ctx: ServiceContext,
  run: ClaimedRun,
  baselineId: string,
  cases: (JudgedCase & { title: string })[],
) {
  const baseline = await findEvalRun(ctx.database, baselineId, ctx.runtime.now());
  if (!baseline) throw new AppError("not_found", `There is no eval run ${baselineId}.`);
  const { id, evalSet: set, evalSetVersion: setVersion } = run;
  return compareRuns(await comparedRun(ctx, baseline), { id, set, setVersion, scorerVersion, cases });
}

/** A stored run as a comparison takes it. */
export async function comparedRun(
  ctx: Pick<ServiceContext, "database">,
  { id, set, setVersion, scorerVersion: scoredBy }: EvalRun,
) {
  const cases = judgedCasesOf(await readOutcomes(ctx.database, id));
  return { id, set, setVersion, scorerVersion: scoredBy, cases };
}

/** The gates of a set that is stored; none for cases of a file. */
export async function gatesOfSet(ctx: Pick<ServiceContext, "database">, name: string): Promise<Gate[]> {
  return (await findEvalSet(ctx.database, name))?.gates ?? [];
}
