import type { Scores } from "../contracts/eval-measures.ts";
import type { Severity } from "../contracts/vocabulary.ts";
import { type CalibrationBin, calibrationBins } from "./calibration.ts";
import { type Grouping, groupsOf } from "./case-groups.ts";
import { type CategoryScore, categoryTable } from "./category-table.ts";
import { type JudgedCase, outcomesOf } from "./outcome.ts";
import { scoresOf } from "./scores.ts";
import { setContextOf } from "./set-context.ts";

interface GroupScores {
  /** What the group is by, and which one. */
  by: Grouping;
  name: string;
  cases: number;
  scores: Scores;
}

/** How cases with one accepted band were called. */
interface BandRow {
  band: string;
  outcomes: number;
  said: Record<Severity, number>;
}

/** Everything that a run's page and table show beside the scores. */
export interface Analysis {
  groups: GroupScores[];
  categories: CategoryScore[];
  bands: BandRow[];
  calibration: CalibrationBin[];
}

function groupScores(cases: readonly JudgedCase[]): GroupScores[] {
  const context = setContextOf(cases);
  return groupsOf(cases, ({ label }) => label, ["kind", "label", "category", "tag"]).map(
    ({ by, name, cases: mine }) => ({ by, name, cases: mine.length, scores: scoresOf(mine, context) }),
  );
}

function bandRows(cases: readonly JudgedCase[]): BandRow[] {
  const rows = new Map<string, BandRow>();
  for (const { label, prediction } of cases.flatMap(outcomesOf)) {
    if (!label.severity_min || !label.severity_max) continue;
    const band = [...new Set([label.severity_min, label.severity_max])].sort().join("–");
    const row = rows.get(band) ?? { band, outcomes: 0, said: { P0: 0, P1: 0, P2: 0, P3: 0 } };
    row.outcomes += 1;
    if (prediction) row.said[prediction.severity] += 1;
    rows.set(band, row);
  }
  return [...rows.values()].sort((one, other) => one.band.localeCompare(other.band));
}

export function analyse(cases: readonly JudgedCase[]): Analysis {
  return {
    groups: groupScores(cases),
    categories: categoryTable(cases),
    bands: bandRows(cases),
    calibration: calibrationBins(cases),
  };
}
