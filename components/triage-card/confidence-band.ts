import type { ConfidenceBand } from "#lib/contracts/vocabulary.ts";

/**
 * Confidence as people read it. Below 0.7, the default of TRIAGE_REVIEW_BELOW, a card wants a human's look; the
 * step to "high" is set so that one clear contradiction keeps a card out of it.
 */
export function confidenceBandOf(confidence: number): ConfidenceBand {
  if (confidence >= 0.85) return "high";
  return confidence >= 0.7 ? "medium" : "low";
}
