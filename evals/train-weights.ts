import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { categories, type Severity } from "#lib/contracts/vocabulary.ts";
import { runCommand } from "#lib/server/command-line.ts";
import { type Calibration, fitIsotonic } from "#lib/triage/calibration.ts";
import { confidenceOf } from "#lib/triage/rules/confidence-of.ts";
import { knowledge } from "#lib/triage/rules/knowledge.ts";
import { noOwnSignals } from "#lib/triage/rules/own-signals.ts";
import { type Recognised, recognise, sortBy } from "#lib/triage/rules/recognise.ts";
import { type BandShares, bands, likelyLevel } from "#lib/triage/rules/severity-band.ts";
import type { Signal } from "#lib/triage/rules/signals.ts";
import { themeSignalNames } from "#lib/triage/rules/signals.ts";
import { signatures } from "#lib/triage/rules/signatures.ts";
import type { Shares } from "#lib/triage/rules/weigh.ts";
import { isWordSignal } from "#lib/triage/rules/words.ts";
import { crossValidationReport, type Judged } from "./cross-validation-report.ts";
import { type Example, type Model, type Prior, sharesOf, train } from "./linear-model.ts";
import {
  bandLabel,
  foldOf,
  groupsOf,
  repositoryOf,
  type TrainingCase,
  trainingCasesOf,
} from "./training-cases.ts";

/**
 * Trains the weights of the rules engine's signals on labelled tickets and writes them beside the engine: for phrases,
 * layouts and facts to weights.json, for plain words to lexicon.json. A word gets a weight only when several sources
 * use it. The same files give the same weights. Before it writes, it prints how right such weights are on tickets of
 * sources they were not trained on; with `--leave-out repository`, of whole repositories.
 */

const rules = path.join(import.meta.dirname, "../lib/triage/rules");
/** Lines that teach words. */
const trainingFolder = path.join(import.meta.dirname, "training");
/** Whole tickets; the other sets are never learned from. */
const coreSet = path.join(import.meta.dirname, "sets/core.jsonl");
const folds = 5;

/** Words for a theme speak for its category until tickets show otherwise. */
const priorOf = { strong: 0.5, weak: 0.2 } as const;

/** A signal that somebody described is believed sooner than a word that happened to be there. */
const categoryPull = (signal: string) => (isWordSignal(signal) ? 0.0007 : 0.002);
const severityPull = (signal: string) => (isWordSignal(signal) ? 0.0024 : 0.001);

/** Sources that must use a word before it counts. */
const wordSourcesMin = 2;
/** Weights of words are kept as whole hundredths; a word that moves nothing by more than this is left out. */
const lexiconUnit = 0.01;
const lexiconLeast = 0.04;

/** For how many lines that only teach words a whole ticket counts. */
const ticketWeight = 2;
const weightOf = ({ kind }: TrainingCase) => (kind === undefined ? 1 : ticketWeight);

/** Steps of a calibration rest on at least so many tickets. */
const stepMinimum = 50;

interface Read {
  one: TrainingCase;
  recognised: Recognised;
  fold: number;
}

function themePrior(): Prior {
  const prior = new Map<string, number[]>();
  for (const { cue, theme, strength = "weak" } of [...knowledge, ...signatures]) {
    if (!cue || !theme) continue;
    const row = categories.map((category) => (category === cue ? priorOf[strength] : 0));
    for (const name of themeSignalNames(theme, strength)) if (!prior.has(name)) prior.set(name, row);
  }
  return prior;
}

/** Words that only one source uses are its own affair. */
function sharedWords(reads: readonly Read[], groups: readonly string[]): ReadonlySet<string> {
  const sources = new Map<string, Set<string>>();
  for (const [index, { recognised }] of reads.entries())
    for (const { name } of recognised.words) {
      const known = sources.get(name) ?? new Set();
      sources.set(name, known.add(groups[index] ?? ""));
    }
  return new Set([...sources].filter(([, used]) => used.size >= wordSourcesMin).map(([name]) => name));
}

type Values = ReadonlyMap<string, number>;

const valuesOf = (signals: readonly Signal[], words: ReadonlySet<string>): Values =>
  new Map(
    signals
      .filter(({ name }) => !isWordSignal(name) || words.has(name))
      .map(({ name, value }) => [name, value]),
  );

/** Each ticket judged by a model that never saw its source. */
function crossValidated(
  examples: readonly (Example & { fold: number })[],
  classes: number,
  fitted: (examples: readonly Example[]) => Model,
): number[][] {
  const models = Array.from({ length: folds }, (_, held) =>
    fitted(examples.filter(({ fold }) => fold !== held)),
  );
  return examples.map(({ signals, fold }) => {
    const model = models[fold];
    return model ? sharesOf(model, signals, classes) : [];
  });
}

const sharesBy = (row: readonly number[]): Shares => {
  const [infra = 0, app = 0, data = 0, security = 0, unknown = 0] = row;
  return { infra, app, data, security, unknown };
};

const bandSharesBy = (row: readonly number[]): BandShares => ({
  "P0-P1": row[0] ?? 0,
  "P1-P2": row[1] ?? 0,
  "P2-P3": row[2] ?? 0,
  P3: row[3] ?? 0,
});

function likeliest(read: Read, row: readonly number[]): Judged & { fold: number } {
  const share = Math.max(...row);
  return { one: read.one, fold: read.fold, category: categories[row.indexOf(share)] ?? "unknown", share };
}

const calibrationOf = (said: readonly Judged[]) =>
  fitIsotonic(
    said.map(({ one, category, share }) => ({ confidence: share, right: category === one.category })),
    stepMinimum,
  );

/** The same with shares that other folds calibrated. */
function calibrated<One extends Judged & { fold: number }>(said: readonly One[]): One[] {
  const calibrations = Array.from({ length: folds }, (_, held) =>
    calibrationOf(said.filter(({ fold }) => fold !== held)),
  );
  return said.map((one) => ({ ...one, share: confidenceOf(calibrations[one.fold] ?? [], one.share) }));
}

const rounded = (value: number, decimals = 3) => Math.round(value * 10 ** decimals) / 10 ** decimals;

const line = (name: string, row: readonly number[], indent: string) =>
  `${indent}${JSON.stringify(name)}: [${row.join(", ")}]`;

const listed = (names: readonly string[]) => `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;

const byName = <Value>(rows: Iterable<[string, Value]>) =>
  [...rows].sort(([one], [other]) => (one < other ? -1 : 1));

function weightsJson(
  category: Model,
  severity: Model,
  calibration: Calibration,
  cases: readonly TrainingCase[],
) {
  const hash = createHash("sha256").update(JSON.stringify(cases)).digest("hex").slice(0, 12);
  const rows = ({ weights }: Model) =>
    byName(weights)
      .filter(([name]) => !isWordSignal(name))
      .map(([name, row]) =>
        line(
          name,
          row.map((value) => rounded(value)),
          "    ",
        ),
      )
      .join(",\n");
  const steps = calibration.map(
    ({ upTo, mean, right, n }) =>
      `    { "upTo": ${rounded(upTo)}, "mean": ${rounded(mean)}, "right": ${rounded(right)}, "n": ${n} }`,
  );
  return `{
  "categories": ${listed(categories)},
  "bands": ${listed(bands)},
  "trainedOn": { "cases": ${cases.length}, "hash": "${hash}" },
  "calibration": [\n${steps.join(",\n")}\n  ],
  "weights": {\n${rows(category)}\n  },
  "severity": {\n${rows(severity)}\n  }
}\n`;
}

function lexiconJson(category: Model, severity: Model): string {
  const names = [...category.weights.keys()].filter(isWordSignal);
  const rows = names.flatMap((name): [string, number[]][] => {
    const row = [
      ...(category.weights.get(name) ?? categories.map(() => 0)),
      ...(severity.weights.get(name) ?? bands.map(() => 0)),
    ];
    if (Math.max(...row.map(Math.abs)) < lexiconLeast) return [];
    return [[name, row.map((value) => Math.round(value / lexiconUnit))]];
  });
  return `{\n  "words": {\n${byName(rows)
    .map(([name, row]) => line(name, row, "    "))
    .join(",\n")}\n  }\n}\n`;
}

async function casesOf(extra: readonly string[]): Promise<TrainingCase[]> {
  const own = (await readdir(trainingFolder)).filter((name) => name.endsWith(".jsonl")).sort();
  const files = [...own.map((name) => path.join(trainingFolder, name)), coreSet, ...extra];
  return (await Promise.all(files.map((file) => readFile(file, "utf8")))).flatMap(trainingCasesOf);
}

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      cases: { type: "string", multiple: true, default: [] },
      "dry-run": { type: "boolean", default: false },
      "leave-out": { type: "string", default: "source" },
    },
  });
  const cases = await casesOf(values.cases);
  const groups = groupsOf(cases).map(values["leave-out"] === "repository" ? repositoryOf : String);
  const reads = cases.map(
    (one, index): Read => ({
      one,
      recognised: recognise(one.text, noOwnSignals),
      fold: foldOf(groups[index] ?? "", folds),
    }),
  );
  const words = sharedWords(reads, groups);
  const prior = themePrior();

  const fitCategory = (examples: readonly Example[]) =>
    train(examples, categories.length, prior, categoryPull);
  const forCategory = reads.map(({ one, recognised, fold }) => ({
    signals: valuesOf(recognised.signals, words),
    label: categories.map((category) => (category === one.category ? 1 : 0)),
    weight: weightOf(one),
    fold,
  }));
  const categoryShares = crossValidated(forCategory, categories.length, fitCategory);

  const fitSeverity = (examples: readonly Example[]) =>
    train(examples, bands.length, new Map(), severityPull);
  const forSeverity = reads.flatMap((read, index) => {
    const label = bandLabel(read.one);
    if (!label) return [];
    const { byPolicy, severitySignals } = sortBy(sharesBy(categoryShares[index] ?? []), read.recognised);
    const signals = valuesOf(severitySignals, words);
    return [{ read, byPolicy, signals, label, weight: weightOf(read.one), fold: read.fold }];
  });
  const bandShares = crossValidated(forSeverity, bands.length, fitSeverity);

  const levels = new Map(
    forSeverity.map(({ read, byPolicy }, index): [TrainingCase, Severity] => [
      read.one,
      likelyLevel(bandSharesBy(bandShares[index] ?? []), byPolicy.severity),
    ]),
  );
  const whole = reads.flatMap((read, index) =>
    read.one.kind === undefined
      ? []
      : [{ ...likeliest(read, categoryShares[index] ?? []), severity: levels.get(read.one) }],
  );
  console.log(crossValidationReport(calibrated(whole)));
  if (values["dry-run"]) return;
  const category = fitCategory(forCategory);
  const severity = fitSeverity(forSeverity);
  await writeFile(
    path.join(rules, "weights.json"),
    weightsJson(category, severity, calibrationOf(whole), cases),
  );
  await writeFile(path.join(rules, "lexicon.json"), lexiconJson(category, severity));
});
