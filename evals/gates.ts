import type { Scores } from "./scores.ts";

/** What a run over the project's own set must reach; a run over other cases has no gate. */
export const coreGates: readonly Gate[] = [
  { score: "category", atLeast: 1 },
  { score: "severityInBand", atLeast: 1 },
];

export interface Gate {
  score: "category" | "severityInBand" | "urgentRecall" | "macroF1";
  atLeast: number;
}

/** The gates a run does not reach, in words. A score that could not be computed is not a pass. */
export function failedGates(scores: Scores, gates: readonly Gate[]): string[] {
  return gates.flatMap(({ score, atLeast }) => {
    const value = scores[score];
    return value !== null && value >= atLeast
      ? []
      : [`${score} is ${value ?? "missing"}, must be at least ${atLeast}`];
  });
}
