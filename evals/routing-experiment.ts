import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { policyContentSchema } from "#lib/contracts/policy.ts";
import { parseCases } from "#lib/evals/case-file.ts";
import { runCommand } from "#lib/server/command-line.ts";
import { type Arm, type RoutingResult, runRoutingExperiment } from "./routing/experiment.ts";

const core = path.join(import.meta.dirname, "sets/core.jsonl");

/** The routing that comes with the product. */
const { routing } = policyContentSchema.parse({
  models: { cheap: [], strong: [] },
  attemptTimeoutMs: 8_000,
  cacheTtlSeconds: 0,
  reviewBelow: 0.7,
});

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
const names: Record<keyof RoutingResult["arms"], string> = {
  cheapOnly: "cheap only",
  router: "router",
  control: "by lot, same cost",
  strongOnly: "strong only",
};

const armLine = (name: string, { accuracy, costUsd, strongShare, errorsCaught }: Arm) =>
  [
    name.padEnd(18),
    percent(accuracy).padStart(8),
    `$${(1000 * costUsd).toFixed(3)}`.padStart(10),
    percent(strongShare).padStart(10),
    percent(errorsCaught).padStart(10),
  ].join(" ");

const interval = ({ mean, interval: range }: Pick<RoutingResult["accuracyGain"], "mean" | "interval">) =>
  range ? `${percent(mean)} [${percent(range.low)}, ${percent(range.high)}]` : percent(mean);

function report(title: string, result: RoutingResult): string {
  const { cases, seeds, arms, accuracyGain, caughtGain, causes } = result;
  return [
    `${title}: ${cases} cases, ${seeds} seeds`,
    `${"".padEnd(18)} accuracy per 1,000 strong read errors caught`,
    ...Object.entries(names).map(([arm, name]) => armLine(name, arms[arm as keyof RoutingResult["arms"]])),
    `router less lot, accuracy:      ${interval(accuracyGain)}, lowest seed ${percent(accuracyGain.lowestOfSeeds)}`,
    `router less lot, errors caught: ${interval(caughtGain)}`,
    `causes: ${Object.entries(causes)
      .map(([cause, share]) => `${cause} ${percent(share)}`)
      .join(", ")}`,
    "",
  ].join("\n");
}

/** `npm run routing-experiment`: what the router finds, beside a lot that costs the same. No model is asked. */
await runCommand(async () => {
  const { cases = core, seeds } = parseArgs({
    options: { cases: { type: "string" }, seeds: { type: "string", default: "40" } },
  }).values;
  const read = parseCases(path.basename(cases), await readFile(cases, "utf8"));
  const run = (blind: boolean) => runRoutingExperiment(read, routing, { seeds: Number(seeds), blind });
  process.stdout.write(`${report("Models whose confidence says something", run(false))}\n`);
  process.stdout.write(report("Models whose confidence says nothing", run(true)));
});
