import type { Comparison, MovedCase } from "#lib/contracts/eval-comparison.ts";
import { groupMeasures, type MeasureName, measureNames, measures } from "#lib/contracts/eval-measures.ts";
import type { EvalRunDetail } from "#lib/contracts/eval-run.ts";
import { deltaText, measureText } from "#lib/contracts/measure-text.ts";
import { tableOf } from "#lib/server/command-line.ts";

/** Columns of numbers stand to the right. */
const rightAligned = (rows: string[][]): string[][] => {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell : cell.padStart(width(column)))));
};

const table = (headings: string[], rows: string[][]): string => {
  const [head = [], ...body] = rightAligned([headings, ...rows]);
  return tableOf(head, body);
};

function scoreTable({ scores, cases, repeats, costUsd }: EvalRunDetail): string {
  const rows = measureNames.flatMap((name) => {
    const value = scores?.[name] ?? null;
    return value === null ? [] : [[measures[name].title, measureText(name, value)]];
  });
  const judged = repeats > 1 ? `${cases} × ${repeats}` : String(cases);
  const total = costUsd === null ? "unknown" : measureText("costUsd", costUsd);
  return table(["measure", "value"], [["cases", judged], ...rows, ["cost of the run", total]]);
}

/** By kind, by who labelled and by tag; the confusion matrix tells what becomes of each category. */
function groupTable({ analysis }: EvalRunDetail, names: readonly MeasureName[]): string {
  const groups = (analysis?.groups ?? []).filter(({ by }) => by !== "category");
  if (groups.length === 0) return "";
  const rows = groups.map(({ by, name, cases, scores }) => [
    `${by} ${name}`,
    String(cases),
    ...names.map((measure) => measureText(measure, scores[measure] ?? null)),
  ]);
  return `\n${table(["by", "cases", ...names.map((name) => measures[name].title)], rows)}`;
}

/** The verdicts of two runs by kind and by who labelled. */
function groupDeltaTable({ groups }: Comparison): string {
  if (groups.length === 0) return "";
  const rows = groups.map(({ by, name, cases, deltas }) => [
    `${by} ${name}`,
    String(cases),
    ...groupMeasures.verdict.map((measure) => {
      const found = deltas.find((delta) => delta.measure === measure);
      return found
        ? `${measureText(measure, found.candidate)} (${deltaText(measure, found.delta)})`
        : measureText(measure, null);
    }),
  ]);
  return table(
    ["now, and the difference", "cases", ...groupMeasures.verdict.map((name) => measures[name].title)],
    rows,
  );
}

/** Says when rules answered in the place of models. */
function withoutModel({ scores }: EvalRunDetail): string {
  const share = scores?.degradedCards ?? 0;
  if (share === 0) return "";
  return `\nModels failed for ${measureText("degradedCards", share)} of the cards, and rules answered in their place: the scores are not the model's alone.\n`;
}

/** The tables at the end of a run. */
export const runReport = (run: EvalRunDetail): string =>
  scoreTable(run) +
  withoutModel(run) +
  groupTable(run, groupMeasures.verdict) +
  groupTable(run, groupMeasures.trust);

/** Cases that did not get the same verdict in every repeat, with how often which. */
export function spreadReport(
  cases: readonly { caseId: string; passRate: number | null; spread: [verdict: string, times: number][] }[],
): string {
  const unsteady = cases.filter(({ spread }) => spread.length > 1);
  if (unsteady.length === 0) return "";
  const rows = unsteady.map(({ caseId, passRate, spread }) => [
    caseId,
    passRate === null ? "–" : `${Math.round(passRate * 100)}%`,
    spread.map(([verdict, times]) => `${verdict} ×${times}`).join(", "),
  ]);
  return `\n${tableOf(["unsteady case", "passed", "said"], rows)}`;
}

const said = (verdicts: MovedCase["said"]["baseline"]) =>
  verdicts.length === 0 ? "nothing" : verdicts.map(({ verdict }) => verdict).join(", ");

/** Most moved cases that a terminal is shown. */
const movedShown = 30;

/** A comparison for the terminal: verdict, differences, and the cases that moved, regressions first. */
export function comparisonReport(comparison: Comparison): string {
  const { baseline, verdict, warnings, deltas, counts, moved, movedTotal } = comparison;
  const rows = deltas.map(({ measure, baseline: before, candidate, delta, interval, verdict: judged }) => [
    measures[measure].title,
    measureText(measure, before),
    measureText(measure, candidate),
    deltaText(measure, delta),
    interval ? `${deltaText(measure, interval.low)} … ${deltaText(measure, interval.high)}` : "–",
    judged ?? "",
  ]);
  const cases = moved
    .slice(0, movedShown)
    .map(({ movement, urgent, caseId, said: verdicts }) => [
      movement,
      urgent ? "P0/P1" : "",
      caseId,
      `${said(verdicts.baseline)} → ${said(verdicts.candidate)}`,
    ]);
  return [
    `\nagainst ${baseline.id}: ${verdict}`,
    `wins ${counts.wins}, losses ${counts.losses}, ties ${counts.ties}, missing ${counts.missing}, P0/P1 cases lost ${counts.urgentLost}`,
    ...warnings,
    table(["measure", "before", "now", "difference", "95 % interval", "verdict"], rows),
    groupDeltaTable(comparison),
    ...(cases.length > 0 ? [tableOf(["movement", "urgent", "case", "said"], cases)] : []),
    ...(movedTotal > movedShown ? [`… and ${movedTotal - movedShown} more\n`] : []),
  ].join("\n");
}
