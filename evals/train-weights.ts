import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type Category, categories, categorySchema } from "#lib/contracts/vocabulary.ts";
import { runCommand, usageError } from "#lib/server/command-line.ts";
import { type Calibration, fitIsotonic } from "#lib/triage/calibration.ts";
import { confidenceOf } from "#lib/triage/rules/confidence-of.ts";
import { readWithRules } from "#lib/triage/rules/extract.ts";
import { signatures } from "#lib/triage/rules/knowledge/signatures.ts";
import { knowledge } from "#lib/triage/rules/knowledge.ts";
import { themeSignalNames } from "#lib/triage/rules/signals.ts";
import { type Example, likeliest, type Model, type Prior, train } from "./linear-model.ts";

/**
 * Trains the weights of the rules engine's signals on labelled tickets and writes them beside the engine. No words
 * of the tickets get into the weights: a signal is a theme, a kind, a layout or a fact. The same file gives the same
 * weights. Before it writes, it prints how right such weights are on tickets of sources they were not trained on.
 */

const usage = "usage: npm run train -- --cases FILE.jsonl [--cases FILE.jsonl] [--dry-run]";

const caseSchema = z.object({
  id: z.string(),
  text: z.string(),
  /** Tickets of the same source are trained on or tested on, never both. */
  source: z.string().optional(),
  dup_of: z.string().nullish(),
  category: categorySchema,
  category_alt: z.array(categorySchema).default([]),
});
type Labelled = z.infer<typeof caseSchema>;

const target = path.join(import.meta.dirname, "../lib/triage/rules/weights.json");
const folds = 10;
const decimals = 3;

/** Words for a theme speak for its category until tickets show otherwise. */
const priorOf = { strong: 0.5, weak: 0.2 } as const;

function themePrior(): Prior {
  const prior = new Map<string, number[]>();
  for (const { cue, theme, strength = "weak" } of [...knowledge, ...signatures]) {
    if (!cue || !theme) continue;
    const row = categories.map((category) => (category === cue ? priorOf[strength] : 0));
    for (const name of themeSignalNames(theme, strength)) if (!prior.has(name)) prior.set(name, row);
  }
  return prior;
}

function exampleOf({ text, category }: Labelled): Example {
  const { signals } = readWithRules(text);
  return {
    signals: new Map(signals.map(({ name, value }) => [name, value])),
    label: categories.indexOf(category),
  };
}

/** The source of the first ticket of an incident: near-duplicates travel together. */
function groupsOf(cases: readonly Labelled[]): string[] {
  const byId = new Map(cases.map((one) => [one.id, one]));
  return cases.map((one) => {
    let first = one;
    for (let steps = 0; first.dup_of && steps < cases.length; steps++)
      first = byId.get(first.dup_of) ?? first;
    return first.source ?? first.id;
  });
}

const foldOf = (group: string) => createHash("sha256").update(group).digest().readUInt32BE(0) % folds;

interface Checked {
  right: number;
  defensible: number;
  confident: number;
  rightWhenConfident: number;
  gap: number;
}

interface Said {
  category: Category;
  share: number;
}

/** Every ticket judged by weights that never saw its source. */
function crossValidate(held: readonly number[], examples: readonly Example[], prior: Prior): Said[] {
  const said = new Array<Said>(examples.length);
  for (let fold = 0; fold < folds; fold++) {
    const model = train(
      examples.filter((_, index) => held[index] !== fold),
      categories.length,
      prior,
    );
    for (const [index, example] of examples.entries()) {
      if (held[index] !== fold) continue;
      const { label, share } = likeliest(model, example.signals);
      said[index] = { category: categories[label] ?? "unknown", share };
    }
  }
  return said;
}

/** Steps of a calibration rest on at least so many tickets. */
const stepMinimum = 50;

const calibrationOf = (cases: readonly Labelled[], said: readonly Said[], use: (index: number) => boolean) =>
  fitIsotonic(
    said.flatMap(({ category, share }, index) =>
      use(index) ? [{ confidence: share, right: category === cases[index]?.category }] : [],
    ),
    stepMinimum,
  );

/** The same with shares that other sources calibrated. */
function calibrated(cases: readonly Labelled[], held: readonly number[], said: readonly Said[]): Said[] {
  const calibrations = Array.from({ length: folds }, (_, fold) =>
    calibrationOf(cases, said, (index) => held[index] !== fold),
  );
  return said.map(({ category, share }, index) => ({
    category,
    share: confidenceOf(calibrations[held[index] ?? 0] ?? [], share),
  }));
}

function checked(cases: readonly Labelled[], said: readonly Said[]): Checked {
  const rows = cases.map((one, index) => {
    const { category, share } = said[index] ?? { category: "unknown" as const, share: 0 };
    const right = category === one.category;
    return { right, defensible: right || one.category_alt.includes(category), share };
  });
  const sure = rows.filter(({ share }) => share >= 0.8);
  const mean = (list: readonly boolean[]) => list.filter(Boolean).length / list.length;
  let gap = 0;
  for (let bin = 0; bin < 10; bin++) {
    const inBin = rows.filter(({ share }) => Math.min(9, Math.floor(share * 10)) === bin);
    const surplus = inBin.reduce((sum, { right, share }) => sum + (right ? 1 : 0) - share, 0);
    gap += Math.abs(surplus) / rows.length;
  }
  return {
    right: mean(rows.map(({ right }) => right)),
    defensible: mean(rows.map(({ defensible }) => defensible)),
    confident: sure.length / rows.length,
    rightWhenConfident: mean(sure.map(({ right }) => right)),
    gap,
  };
}

const rounded = (value: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

function asJson(model: Model, calibration: Calibration, cases: readonly Labelled[]): string {
  const hash = createHash("sha256").update(JSON.stringify(cases)).digest("hex").slice(0, 12);
  const weights = [...model.weights]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, row]) => `    ${JSON.stringify(name)}: [${row.map(rounded).join(", ")}]`);
  const steps = calibration.map(
    ({ upTo, mean, right, n }) =>
      `    ${JSON.stringify({ upTo: rounded(upTo), mean: rounded(mean), right: rounded(right), n })}`,
  );
  return `{\n  "categories": ${JSON.stringify(categories)},\n  "trainedOn": { "cases": ${cases.length}, "hash": "${hash}" },\n  "calibration": [\n${steps.join(",\n")}\n  ],\n  "weights": {\n${weights.join(",\n")}\n  }\n}\n`;
}

await runCommand(async () => {
  const { values } = parseArgs({
    options: { cases: { type: "string", multiple: true }, "dry-run": { type: "boolean", default: false } },
  });
  if (!values.cases) throw usageError(usage);
  const files = await Promise.all(values.cases.map((file) => readFile(file, "utf8")));
  const cases = files
    .flatMap((file) => file.split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => caseSchema.parse(JSON.parse(line)));
  const examples = cases.map(exampleOf);
  const prior = themePrior();
  const held = groupsOf(cases).map(foldOf);
  const said = crossValidate(held, examples, prior);
  const report = {
    asWeighed: checked(cases, said),
    calibrated: checked(cases, calibrated(cases, held, said)),
  };
  console.log(JSON.stringify(report, null, 2));
  const calibration = calibrationOf(cases, said, () => true);
  if (!values["dry-run"])
    await writeFile(target, asJson(train(examples, categories.length, prior), calibration, cases));
});
