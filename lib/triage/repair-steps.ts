import { rateSteps, type StepContext, stepScoreNeeded } from "./step-rubric.ts";

export interface ReplacedStep {
  /** From 0. */
  place: number;
  /** Checks that the step met whose place it is. */
  score: number;
}

export interface RepairedSteps {
  steps: string[];
  /** Checks met by each step, 0 to 8. */
  scores: number[];
  replaced: ReplacedStep[];
}

/**
 * Puts substitutes in the place of steps that nobody can act on. For each failing step the first substitute that is
 * good enough there and not yet on the card is taken, its own place first; where none is, the step stays. Substitutes
 * are asked for when one is needed and come best first: those of a runbook, then those of the rules. Three steps in, three out; never throws.
 */
export function repairSteps(
  steps: readonly string[],
  substitutes: () => readonly string[],
  context: StepContext,
): RepairedSteps {
  const repaired = [...steps];
  const replaced: ReplacedStep[] = [];
  for (const place of steps.keys()) {
    const score = scoreAt(repaired, place, context);
    if (score >= stepScoreNeeded) continue;
    const better = inOrderFor(place, substitutes()).find((candidate) => {
      if (repaired.includes(candidate)) return false;
      const tried = repaired.with(place, candidate);
      return scoreAt(tried, place, context) >= stepScoreNeeded;
    });
    if (better === undefined) continue;
    repaired[place] = better;
    replaced.push({ place, score });
  }
  return { steps: repaired, scores: rateSteps(repaired, context).map(({ score }) => score), replaced };
}

const scoreAt = (steps: readonly string[], place: number, context: StepContext) =>
  rateSteps(steps, context)[place]?.score ?? 0;

/** The substitute of the same place suits it best: first look, then narrow down, then change. */
function inOrderFor(place: number, substitutes: readonly string[]): string[] {
  const rounds = Math.ceil(substitutes.length / 3);
  const samePlace = Array.from({ length: rounds }, (_, round) => substitutes[round * 3 + place]);
  return [...new Set([...samePlace, ...substitutes])].filter((step) => step !== undefined);
}
