import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { withCommandContext } from "#lib/server/command-context.ts";
import { runCommand, usageError } from "#lib/server/command-line.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { recordEvalRun } from "#lib/services/eval-runs.ts";
import { importRunbookFolder } from "#lib/services/import-runbooks.ts";
import { readCases } from "./case.ts";
import { coreGates, failedGates } from "./gates.ts";
import { type EvalOptions, readOptions } from "./options.ts";
import { predict } from "./predict.ts";
import { type Prediction, predictionLine } from "./prediction.ts";
import { reportLines } from "./report.ts";
import { scoreRun } from "./scores.ts";

const coreSet = path.join(import.meta.dirname, "sets/core.jsonl");

const resultOf = ({ id, card, duplicateOf, ms }: Prediction) => ({
  caseId: id,
  category: card.category,
  severity: card.severity,
  confidence: card.confidence,
  duplicateOf,
  ms,
});

/** The engine decides who reads: rules asks no model; model and auto ask as the policy says. */
function withEngine(ctx: ServiceContext, engine: EvalOptions["engine"]): ServiceContext {
  const configured = [...ctx.policy.models.cheap, ...ctx.policy.models.strong];
  if (engine === "model" && configured.length === 0) {
    throw usageError("--engine model needs a model: set TRIAGE_CHEAP_MODELS");
  }
  return engine === "rules" ? { ...ctx, policy: { ...ctx.policy, models: { cheap: [], strong: [] } } } : ctx;
}

/** Runs an eval set, stores the run, prints its table; the number of gates it missed. */
async function evaluate(base: ServiceContext, options: EvalOptions): Promise<number> {
  const ctx = withEngine(base, options.engine);
  const file = options.cases ?? coreSet;
  const cases = await readCases(file);
  if (options.runbooks !== undefined) await importRunbookFolder(ctx, options.runbooks);
  const predictions: Prediction[] = [];
  for await (const prediction of predict(ctx, cases)) predictions.push(prediction);
  if (options.predictions) {
    await writeFile(options.predictions, predictions.map((each) => `${predictionLine(each)}\n`).join(""));
  }
  const scores = scoreRun(cases, predictions);
  const missedGates = options.cases ? [] : failedGates(scores, coreGates);
  await recordEvalRun(
    ctx,
    {
      evalSet: path.basename(file, ".jsonl"),
      evalSetVersion: createHash("sha256").update(JSON.stringify(cases)).digest("hex").slice(0, 12),
      engine: options.engine,
      cases: cases.length,
      scores,
      missedGates,
    },
    predictions.map(resultOf),
  );
  console.log(reportLines(scores).join("\n"));
  for (const gate of missedGates) console.error(`gate missed: ${gate}`);
  return missedGates.length;
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  const missed = await withCommandContext((ctx) => evaluate(ctx, options));
  if (missed > 0) process.exitCode = 1;
});
