import type { Card, Review } from "#lib/contracts/triage.ts";

export interface ReviewInput {
  /** Confidence under which a human looks, 0 to 1. */
  reviewBelow: number;
  /** Claims of the extractor that the text does not support. */
  unsupported: readonly string[];
  degraded: boolean;
  /** The card was drawn to see whether confident ones are right. */
  spotCheck?: boolean;
  /** A strong model was to read the ticket and did not answer. */
  strongMissed: boolean;
}

/** A card of the highest level with fewer quotes than this is looked at by a human. */
const quotesNeededForP0 = 3;

/** Why a card is looked at that nothing speaks against. */
const spotCheckReason = "spot check: drawn to see whether confident cards are right";

const list = (items: readonly string[]) =>
  items.length <= 3 ? items.join(", ") : `${items.slice(0, 3).join(", ")} and ${items.length - 3} more`;

/** Does a human look at this card, and why? */
export function reviewFor(card: Card, input: ReviewInput): Review {
  const reasons: string[] = [];
  if (card.confidence < input.reviewBelow)
    reasons.push(`confidence ${card.confidence.toFixed(2)} is below ${input.reviewBelow.toFixed(2)}`);
  if (card.severity === "P0" && card.evidence.length < quotesNeededForP0)
    reasons.push(`P0 rests on ${card.evidence.length} quotes only`);
  if (input.unsupported.length > 0) reasons.push(`not found in the text: ${list(input.unsupported)}`);
  if (card.evidence.some(({ fact }) => fact === "steering"))
    reasons.push("part of the text tells the reader what to answer");
  if (input.degraded && (card.severity === "P0" || card.severity === "P1"))
    reasons.push(`${card.severity} was decided without the model`);
  if (input.strongMissed && (card.severity === "P0" || card.severity === "P1"))
    reasons.push(`${card.severity} was decided without a strong model`);
  if (reasons.length === 0 && input.spotCheck) reasons.push(spotCheckReason);
  return { state: reasons.length > 0 ? "pending" : "none", reasons };
}
