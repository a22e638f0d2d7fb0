import type { ReviewReasonKind } from "../contracts/reviews.ts";

/**
 * How the reasons of a kind read, as patterns of SQL `like`: reasons are sentences for people, and the queue can be
 * narrowed to what they are about.
 */
export const reasonPatterns: Record<ReviewReasonKind, readonly string[]> = {
  low_confidence: ["confidence % is below %"],
  unsupported: ["not found in the text: %"],
  few_quotes: ["P0 rests on %"],
  steering: ["part of the text tells %"],
  without_model: ["P_ was decided without %", "no model answered in %"],
  spot_check: ["spot check: %"],
  asked: ["% asks for a review%", "% opened the card again%", "% asks for a second opinion%"],
};
