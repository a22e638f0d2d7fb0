import type { Card } from "#lib/contracts/triage.ts";

/** What a run says about a case. */
export interface Prediction {
  id: string;
  card: Card;
  /** Checks of the step rubric that each step meets, 0 to 8. */
  stepScores: number[];
  degraded: boolean;
  runbooks: string[];
  /** An earlier case about the same incident. */
  duplicateOf: string | null;
  costUsd: number | null;
  ms: number;
}

/** A prediction as a line of the predictions file. */
export function predictionLine({ id, card, runbooks, duplicateOf }: Prediction): string {
  return JSON.stringify({
    id,
    category: card.category,
    severity: card.severity,
    confidence: card.confidence,
    runbooks,
    dup_of: duplicateOf,
  });
}
