import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ownPatchSchema, type PolicyPatch } from "#lib/contracts/policy.ts";
import { AppError } from "#lib/core/errors.ts";
import { parseCases } from "#lib/evals/case-file.ts";
import { installBuiltInSets } from "#lib/server/built-in-sets.ts";
import { withCommandContext } from "#lib/server/command-context.ts";
import { runCommand } from "#lib/server/command-line.ts";
import { productCommit } from "#lib/server/product-commit.ts";
import { stopSignal } from "#lib/server/stop-signal.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { predictionLine } from "#lib/services/evals/predict-cases.ts";
import { type AskedCases, type FinishedRun, resumeCases, runCases } from "#lib/services/evals/run-cases.ts";
import { withPrompt } from "#lib/services/evals/with-engine.ts";
import { importRunbookFolder } from "#lib/services/knowledge/import-runbooks.ts";
import { type EvalOptions, readOptions } from "./options.ts";
import { comparisonReport, runReport, spreadReport } from "./report.ts";

const root = path.resolve(import.meta.dirname, "..");
const setsFolder = path.join(import.meta.dirname, "sets");

/** The set that is run when no file is named. */
const coreSet = "core";

async function readFileOf(file: string): Promise<string> {
  return await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("invalid_fields", `${file} cannot be read`, { cause });
  });
}

async function sourceOf(ctx: ServiceContext, file: string | undefined): Promise<AskedCases["source"]> {
  if (file === undefined) {
    await installBuiltInSets(ctx, setsFolder);
    return { set: coreSet };
  }
  return { name: path.basename(file, ".jsonl"), cases: parseCases(file, await readFileOf(file)) };
}

/** A change of the policy from a file, as the API takes it: `{"maxModelCalls": 1}`. */
async function patchOf(file: string): Promise<PolicyPatch> {
  try {
    return ownPatchSchema.parse(JSON.parse(await readFileOf(file)));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const [issue] = cause instanceof z.ZodError ? cause.issues : [];
    const what = issue ? `${issue.path.join(".")}: ${issue.message}` : "it is not JSON";
    throw new AppError("invalid_fields", `${file} is no change of the policy: ${what}`, { cause });
  }
}

async function judge(ctx: ServiceContext, options: EvalOptions): Promise<FinishedRun> {
  const worker = randomUUID();
  const { resume, cases } = options;
  if (resume !== undefined) {
    const given = cases === undefined ? undefined : parseCases(cases, await readFileOf(cases));
    return await resumeCases(ctx, { id: resume, cases: given, worker });
  }
  return await runCases(ctx, {
    source: await sourceOf(ctx, cases),
    engine: options.engine,
    repeats: options.repeat,
    baseline: options.baseline,
    policyPatch: options.policy === undefined ? undefined : await patchOf(options.policy),
    commit: productCommit(root),
    worker,
  });
}

/** Runs an eval set, stores the run, prints its tables; the number of gates it missed. */
async function evaluate(given: ServiceContext, options: EvalOptions): Promise<number> {
  const ctx = options.prompt === undefined ? given : await withPrompt(given, options.prompt);
  if (options.runbooks !== undefined) {
    await importRunbookFolder(ctx, options.runbooks);
    // Here and now: no worker of a server may be there to do it.
    await ctx.shelfVectors?.fill(ctx.signal);
  }
  const { run, predictions, spread, comparison } = await judge(ctx, options);
  if (options.predictions) {
    await writeFile(options.predictions, predictions.map((each) => `${predictionLine(each)}\n`).join(""));
  }
  console.log(
    `${run.id}  ${run.set} ${run.setVersion}  ${run.engine}  prompt ${run.promptVersion}  policy ${run.policyVersion}\n`,
  );
  console.log(runReport(run) + spreadReport(spread));
  if (comparison) console.log(comparisonReport(comparison));
  for (const missed of run.missedGates) console.error(`gate missed: ${missed}`);
  return run.missedGates.length;
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  const signal = stopSignal();
  const missed = await withCommandContext((ctx) => evaluate({ ...ctx, signal }, options));
  if (missed > 0) process.exitCode = 1;
});
