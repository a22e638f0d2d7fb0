import type { AnswerLikelihood } from "#lib/contracts/calibration.ts";
import type { Facts } from "#lib/contracts/facts.ts";
import type { Category, Severity } from "#lib/contracts/vocabulary.ts";
import { supportOf } from "./category-support.ts";
import { tieOrder } from "./policy.ts";

export type ConfidenceInput = {
  facts: Facts;
  /** Of the card. */
  category: Category;
} & (
  | {
      extractor: "rules";
      /** What the rules engine says of its own category, 0 to 1. */
      stated: { category: Category; confidence: number };
    }
  | {
      extractor: "model";
      /** What the model says of its own category, 0 to 1. */
      stated: { category: Category; confidence: number };
      /** How likely the tokens of that category were to it, 0 to 1; null where it does not tell. */
      likelihood: number | null;
      /** How many of its claims the text supports, and how many it does not. */
      supported: number;
      unsupported: number;
      /** What the rules engine makes of the same text; null when it was not asked. */
      rulesCategory: Category | null;
    }
);

/** Two decimals, and never quite sure of anything. */
export const roundedConfidence = (value: number) =>
  Math.round(Math.min(0.98, Math.max(0.05, value)) * 100) / 100;

/** How likely the card's category is right, 0 to 1. */
export function combineConfidence(input: ConfidenceInput): number {
  const fromFacts = confidenceOfFacts(input.facts, input.category);
  if (input.extractor === "rules")
    return roundedConfidence(
      input.stated.category === input.category ? input.stated.confidence : Math.min(fromFacts, 0.5),
    );

  const claims = input.supported + input.unsupported;
  const supportedShare = claims === 0 ? 0 : input.supported / claims;
  // Spoken confidence of models runs high; half of it is taken from what can be checked.
  let confidence =
    0.5 * ownConfidence(input.stated.confidence, input.likelihood) + 0.2 * supportedShare + 0.3 * fromFacts;
  if (input.stated.category !== input.category) confidence -= 0.25;
  if (input.rulesCategory === input.category) confidence += 0.05;
  else if (input.rulesCategory !== null && input.rulesCategory !== "unknown") confidence -= 0.1;
  return roundedConfidence(confidence);
}

/**
 * What a model says and what its tokens say, as their geometric mean: whichever is the less sure counts more, and
 * neither alone makes a card sure.
 */
const ownConfidence = (said: number, likelihood: number | null) =>
  likelihood === null ? said : Math.sqrt(said * likelihood);

const percent = (share: number) => `${Math.round(100 * share)}%`;

/** The same in words; none where nothing is known. */
export function likelihoodReason(
  stated: { category: Category; severity: Severity },
  likelihood: AnswerLikelihood | null,
): string[] {
  const parts = [
    [stated.category, likelihood?.category ?? null] as const,
    [stated.severity, likelihood?.severity ?? null] as const,
  ].flatMap(([value, share]) => (share === null ? [] : [`${percent(share)} sure of ${value}`]));
  return parts.length === 0 ? [] : [`by its log-probabilities the model was ${parts.join(" and ")}`];
}

/** From how much speaks for the winner and how little for the next. */
function confidenceOfFacts(facts: Facts, category: Category): number {
  const support = supportOf(facts);
  if (category === "unknown") return facts.kind.value === "incident" ? 0.35 : 0.75;
  const own = support[category];
  const next = Math.max(...tieOrder.filter((other) => other !== category).map((other) => support[other]));
  const margin = own - next;
  const share = own / (own + next);
  return 0.3 + 0.35 * Math.min(1, margin / 6) + 0.3 * share * Math.min(1, own / 6);
}
