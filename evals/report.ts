import type { Scores } from "./scores.ts";

const percent = (value: number | null) => (value === null ? "–" : `${(value * 100).toFixed(1)} %`);

/** The table at the end of a run. */
export function reportLines(scores: Scores): string[] {
  const rows: [string, string][] = [
    ["cases", String(scores.cases)],
    ["category right", percent(scores.category)],
    ["… counting second-best labels", percent(scores.categoryWithAlternatives)],
    ["macro-F1", percent(scores.macroF1)],
    ["severity in band", percent(scores.severityInBand)],
    ["severity too low", percent(scores.severityTooLow)],
    ["severity too high", percent(scores.severityTooHigh)],
    ["P0/P1 recall", percent(scores.urgentRecall)],
    ["right at confidence ≥ 0.8", percent(scores.rightWhenConfident)],
    ["share at confidence ≥ 0.8", percent(scores.confidentShare)],
    ["steps one can act on", percent(scores.stepsActionable)],
    ["degraded", String(scores.degraded)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value.padStart(8)}`);
}
