import {
  type Comparison,
  type GroupDelta,
  type MovedCase,
  type Movement,
  movements,
} from "../contracts/eval-comparison.ts";
import { groupMeasures, type MeasureName } from "../contracts/eval-measures.ts";
import { groupsOf } from "./case-groups.ts";
import { compareMeasures, type Pair } from "./compare-measures.ts";
import { isCalledUrgent, isUrgent, type JudgedCase, outcomesOf } from "./outcome.ts";
import { passRateOf, spreadOf } from "./repeats.ts";
import { scoresOf } from "./scores.ts";
import { setContextOf } from "./set-context.ts";

/** A run with its cases in their order, those it said nothing about included. */
export interface ComparedRun {
  id: string;
  set: string;
  setVersion: string;
  scorerVersion: string;
  cases: readonly (JudgedCase & { title: string })[];
}

/** Moved cases that an answer lists. */
const movedMax = 500;

type Counted = "regression" | "win" | "tie";

function directionOf(before: number | null, after: number | null): Counted {
  if (before === null || after === null || before === after) return "tie";
  return after > before ? "win" : "regression";
}

const urgentRate = (judged: JudgedCase) => {
  const outcomes = outcomesOf(judged);
  return outcomes.filter(isCalledUrgent).length / outcomes.length;
};

interface AlignedCase extends Pair {
  title: string;
  before: number | null;
  after: number | null;
  direction: Counted;
  isMissing: boolean;
  isUrgent: boolean;
  isUrgentLost: boolean;
  isChanged: boolean;
}

function align(baseline: ComparedRun, candidate: ComparedRun): AlignedCase[] {
  const candidates = new Map(candidate.cases.map((judged) => [judged.label.id, judged]));
  return baseline.cases.flatMap(({ title, ...before }) => {
    const here = candidates.get(before.label.id);
    // Not a case of the baseline's run: it had been stopped before it came to it.
    if (before.predictions.length === 0) return [];
    // The candidate's label decides for both, so that a corrected label is no win.
    const label = here?.label ?? before.label;
    const pair = {
      baseline: { label, predictions: before.predictions },
      candidate: { label, predictions: here?.predictions ?? [] },
    };
    const [passedBefore, passedAfter] = [passRateOf(pair.baseline), passRateOf(pair.candidate)];
    return [
      {
        ...pair,
        title,
        before: passedBefore,
        after: passedAfter,
        direction: directionOf(passedBefore, passedAfter),
        isMissing: pair.candidate.predictions.length === 0,
        isUrgent: isUrgent(label),
        isUrgentLost: isUrgent(label) && urgentRate(pair.candidate) < urgentRate(pair.baseline),
        isChanged:
          JSON.stringify(spreadOf(pair.baseline.predictions)) !==
          JSON.stringify(spreadOf(pair.candidate.predictions)),
      },
    ];
  });
}

function movementOf(aligned: AlignedCase): Movement | null {
  if (aligned.isMissing) return "missing";
  if (aligned.direction !== "tie") return aligned.direction;
  if (aligned.isUrgentLost) return "regression";
  return aligned.isChanged ? "changed" : null;
}

const said = ({ predictions }: JudgedCase) =>
  spreadOf(predictions).map(([verdict, times]) => ({ verdict, times }));

function movedCase(aligned: AlignedCase, movement: Movement): MovedCase {
  const { label } = aligned.candidate;
  return {
    caseId: label.id,
    title: aligned.title,
    kind: label.kind ?? null,
    urgent: aligned.isUrgent,
    expected: {
      category: label.category ?? null,
      severityMin: label.severity_min ?? null,
      severityMax: label.severity_max ?? null,
    },
    movement,
    passRate: { baseline: aligned.before, candidate: aligned.after },
    said: { baseline: said(aligned.baseline), candidate: said(aligned.candidate) },
  };
}

/** Regressions first, and of these the cases that must be P0 or P1 first. */
const byConcern = (one: MovedCase, other: MovedCase) =>
  movements.indexOf(one.movement) - movements.indexOf(other.movement) ||
  Number(other.urgent) - Number(one.urgent);

function warningsOf(baseline: ComparedRun, candidate: ComparedRun, compared: number): string[] {
  return [
    ...degradedWarning("the baseline", baseline),
    ...degradedWarning("the candidate", candidate),
    ...(baseline.set !== candidate.set
      ? [`The runs are over different sets: ${baseline.set} and ${candidate.set}.`]
      : baseline.setVersion !== candidate.setVersion
        ? [`The set changed between the runs; only the ${compared} shared cases are compared.`]
        : []),
    ...(baseline.scorerVersion === candidate.scorerVersion
      ? []
      : [
          "The runs were scored by different versions of the scorer; here both are scored by the present one.",
        ]),
  ];
}

/** What rules answered because models failed is no difference between models. */
function degradedWarning(name: string, { cases }: ComparedRun): string[] {
  const all = cases.flatMap(({ predictions }) => predictions);
  const degraded = all.filter((prediction) => prediction.degraded).length;
  return degraded === 0
    ? []
    : [`${degraded} of the ${all.length} cards of ${name} came from rules because models failed.`];
}

function overall(verdicts: readonly (string | null)[]): Comparison["verdict"] {
  const isWorse = verdicts.includes("worse");
  const isBetter = verdicts.includes("better");
  if (isWorse) return isBetter ? "mixed" : "regression";
  return isBetter ? "improvement" : "no difference";
}

/** What became of each kind of text and of the labels of each labeller. */
function groupDeltas(pairs: readonly Pair[]): GroupDelta[] {
  const before = setContextOf(pairs.map(({ baseline }) => baseline));
  const after = setContextOf(pairs.map(({ candidate }) => candidate));
  return groupsOf(pairs, ({ candidate }) => candidate.label, ["kind", "label"]).map(
    ({ by, name, cases: mine }) => {
      const earlier = scoresOf(
        mine.map(({ baseline }) => baseline),
        before,
      );
      const later = scoresOf(
        mine.map(({ candidate }) => candidate),
        after,
      );
      const deltas = [...groupMeasures.verdict, ...groupMeasures.trust].flatMap((measure) => {
        const [baseline, candidate] = [earlier[measure], later[measure]];
        if (baseline === null && candidate === null) return [];
        const delta = baseline === null || candidate === null ? null : candidate - baseline;
        return [{ measure, baseline, candidate, delta }];
      });
      return { by, name, cases: mine.length, deltas };
    },
  );
}

/**
 * Two runs aligned by case. A case that the baseline answered and the candidate did not counts as wrong, never as a
 * pass. The verdict tells regression from noise (see `compareMeasures`); single cases that moved are listed whether
 * they tell anything or not.
 */
export function compareRuns(
  baseline: ComparedRun,
  candidate: ComparedRun,
  names?: readonly MeasureName[],
): Comparison {
  const aligned = align(baseline, candidate);
  const inBaseline = new Set(aligned.map(({ candidate: { label } }) => label.id));
  const added = candidate.cases.filter(
    ({ label, predictions }) => !inBaseline.has(label.id) && predictions.length > 0,
  );
  const moved = aligned
    .flatMap((each) => {
      const movement = movementOf(each);
      return movement ? [movedCase(each, movement)] : [];
    })
    .sort(byConcern);
  const deltas = compareMeasures(aligned, names);
  const count = (direction: Counted) => aligned.filter((each) => each.direction === direction).length;
  const summary = ({ id, set, setVersion, scorerVersion, cases }: ComparedRun) => ({
    id,
    set,
    setVersion,
    scorerVersion,
    cases: cases.length,
  });
  return {
    baseline: summary(baseline),
    candidate: summary(candidate),
    comparedCases: aligned.length,
    verdict: overall(deltas.map(({ verdict }) => verdict)),
    warnings: warningsOf(baseline, candidate, aligned.length),
    deltas,
    groups: groupDeltas(aligned),
    counts: {
      wins: count("win"),
      losses: count("regression"),
      ties: count("tie"),
      missing: aligned.filter(({ isMissing }) => isMissing).length,
      added: added.length,
      urgentLost: aligned.filter(({ isUrgentLost }) => isUrgentLost).length,
    },
    moved: moved.slice(0, movedMax),
    movedTotal: moved.length,
  };
}
