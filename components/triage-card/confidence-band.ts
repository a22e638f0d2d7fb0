import { type ConfidenceBand, confidenceBandFrom } from "#lib/contracts/vocabulary.ts";

/** Confidence as people read it. */
export function confidenceBandOf(confidence: number): ConfidenceBand {
  if (confidence >= confidenceBandFrom.high) return "high";
  return confidence >= confidenceBandFrom.medium ? "medium" : "low";
}
