import type { Comparison } from "../contracts/eval-comparison.ts";
import type { Gate, GateResult } from "../contracts/eval-gates.ts";
import { measures, type Scores } from "../contracts/eval-measures.ts";
import { gateText } from "../contracts/gate-text.ts";
import { measureText } from "../contracts/measure-text.ts";
import { contentHash } from "./content-hash.ts";

/** What gates look at. */
export interface GatedRun {
  scores: Scores;
  /** Share of a case's repeats that passed; null without labels, undefined when it is no case of the run. */
  passRateOf: (caseId: string) => number | null | undefined;
  /** With the baseline, where one was given. */
  comparison: Comparison | null;
}

/** Changes with every limit, so that a run says which gates it passed. */
export const gatesVersionOf = (gates: readonly Gate[]): string => `gates_${contentHash(gates)}`;

/**
 * Every gate with what was found. A score that could not be computed is not a pass, and neither is a case that the run
 * left out. Regression is checked where there is a baseline.
 */
export function checkGates(gates: readonly Gate[], run: GatedRun): GateResult[] {
  return gates.flatMap((gate) => {
    const result = checkGate(gate, run);
    return result ? [{ ...result, why: gate.why }] : [];
  });
}

function checkGate(gate: Gate, run: GatedRun): Omit<GateResult, "why"> | null {
  switch (gate.check) {
    case "at_least":
    case "at_most": {
      const value = run.scores[gate.measure];
      const isLeast = gate.check === "at_least";
      return {
        gate: gateText(gate),
        passed: value !== null && (isLeast ? value >= gate.value : value <= gate.value),
        found: value === null ? "missing" : measureText(gate.measure, value),
      };
    }
    case "cases_pass": {
      const failed = gate.cases.filter((id) => run.passRateOf(id) !== 1);
      return {
        gate: gateText(gate),
        passed: failed.length === 0,
        found: failed.length === 0 ? "passed" : `not passed: ${failed.join(", ")}`,
      };
    }
    case "no_regression": {
      if (!run.comparison) return null;
      const worse = run.comparison.deltas.filter(({ verdict }) => verdict === "worse");
      const { missing } = run.comparison.counts;
      const found = [
        ...worse.map(({ measure }) => `${measures[measure].title} is worse`),
        ...(missing > 0 ? [`${missing} cases of the baseline are missing`] : []),
      ];
      return {
        gate: gateText(gate),
        passed: found.length === 0,
        found: found.length === 0 ? run.comparison.verdict : found.join("; "),
      };
    }
  }
}
