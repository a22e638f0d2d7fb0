import type { ReviewReasonKind } from "../contracts/reviews.ts";

/** What somebody does who wants a human to look at a card, as the reason says it after their name. */
export const wishWords = {
  request: "asks for a review",
  reopen: "opened the card again",
  second_opinion: "asks for a second opinion",
} as const;

const patternOf = (wish: keyof typeof wishWords) => `% ${wishWords[wish]}%`;

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
  asked: [patternOf("request"), patternOf("reopen"), patternOf("second_opinion")],
};

/**
 * Reasons that no threshold of confidence would do without: a card has them because of its confidence, by chance, or
 * after a human had looked already.
 */
export const notForItself: readonly string[] = [
  ...reasonPatterns.low_confidence,
  ...reasonPatterns.spot_check,
  patternOf("reopen"),
  patternOf("second_opinion"),
];
