import { attemptPurposes } from "../contracts/trace.ts";
import {
  attemptOutcomes,
  categories,
  degradedReasons,
  paths,
  reviewStates,
  severities,
  triageStatuses,
} from "../contracts/vocabulary.ts";

/**
 * What the figures count, by the thing they count. Every measure adds up: over hours, models and replicas. Its name is
 * a column of a roll-up and the name of a sum of raw rows alike.
 */

/** What figures are made of: calls to models, triages, and decisions of humans. */
export type StatsFact = "attempts" | "triages" | "reviews";

const named = <Prefix extends string, Word extends string>(prefix: Prefix, words: readonly Word[]) =>
  words.map((word) => `${prefix}_${word}` as const);

/** Fields of a card that a human may override. */
export const overrideFields = ["category", "severity", "summary", "steps"] as const;

/** Of calls to models. Sums of tokens and money are those that are known; `cost_unknown` counts the other calls. */
export const attemptMeasures = [
  "calls",
  ...named("outcome", attemptOutcomes),
  ...named("purpose", attemptPurposes),
  "repaired",
  "simulated",
  "input_tokens",
  "cached_input_tokens",
  "cache_write_tokens",
  "output_tokens",
  "reasoning_tokens",
  "cost_nano_usd",
  "cost_unknown",
] as const;
export type AttemptMeasure = (typeof attemptMeasures)[number];

/**
 * Of triages. `degraded`: answered with a degraded card, also where a better one has replaced it, as `replaced` counts.
 * `accepted`: done, not degraded, and approved or in no need of a review. `step_score` sums the mean rating
 * of a card's steps over the `step_scored` cards that have one.
 */
export const triageMeasures = [
  "triages",
  ...named("status", triageStatuses),
  ...named("path", paths),
  "cached",
  "joined",
  "degraded",
  ...named("degraded", degradedReasons),
  "replaced",
  ...named("category", categories),
  ...named("severity", severities),
  ...named("review", reviewStates),
  "accepted",
  "step_scored",
  "step_score",
  "cost_nano_usd",
  "cost_unknown",
  "saved_nano_usd",
  "saved_unknown",
  "routing_saved_nano_usd",
  "routing_saved_unknown",
] as const;
export type TriageMeasure = (typeof triageMeasures)[number];

/** Of decisions that stand. Overrides and `category_right` are of first opinions, `agreed` of second ones. */
export const reviewMeasures = [
  "decided",
  "approved",
  "corrected",
  "first_opinions",
  ...named("override", overrideFields),
  "second_opinions",
  "agreed",
  "claim_breaches",
  "decide_breaches",
  "confidence",
  "category_right",
] as const;
export type ReviewMeasure = (typeof reviewMeasures)[number];

/** What is shown of each group over time. */
export const courseMeasures: Record<StatsFact, readonly string[]> = {
  attempts: ["calls", "cost_nano_usd"],
  triages: ["triages"],
  reviews: [],
};
