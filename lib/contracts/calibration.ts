import { z } from "zod";
import { type ConfidenceBand, categorySchema, confidenceBandFrom, confidenceBands } from "./vocabulary.ts";

/** How what cards say of themselves compares with what reviewers said of them. */

/** Reviewed cards of a path before its confidence is calibrated: with so many a share of 80 % is known to 8 points. */
export const calibrationNeeds = 100;

/** Reviewed cards in a category from which its own tendency is told beside its path's. */
export const categoryNeeds = 10;

/** Who read the text of a card that is calibrated; what a human decided needs no calibration. */
export const readingPaths = ["model", "rules"] as const;
const readingPathSchema = z.enum(readingPaths);
export type ReadingPath = z.infer<typeof readingPathSchema>;

const share = z.number().min(0).max(1);

/** Confidence as people read it. */
export function confidenceBandOf(confidence: number): ConfidenceBand {
  if (confidence >= confidenceBandFrom.high) return "high";
  return confidence >= confidenceBandFrom.medium ? "medium" : "low";
}

/** null for what an answer does not tell. */
const answerLikelihoodSchema = z.object({ category: share.nullable(), severity: share.nullable() }).meta({
  description: "How likely the model found the category and severity it stated, by its log-probabilities",
});
export type AnswerLikelihood = z.infer<typeof answerLikelihoodSchema>;

/** What stands behind a card's confidence. */
export const cardCalibrationSchema = z
  .object({
    state: z.enum(["calibrated", "not_calibrated"]).meta({
      description: "not_calibrated: too few cards of this path were reviewed yet",
    }),
    confidence: share.meta({ description: "What the card said when it was made" }),
    band: z.enum(confidenceBands),
    stated: share.meta({ description: "Before calibration: from the reader, its evidence and the rules" }),
    likelihood: answerLikelihoodSchema.optional(),
    path: readingPathSchema,
    basis: z.enum(["path_and_category", "path"]).nullable(),
    n: z.int().min(0).meta({ description: "Reviewed cards that it rests on, or that there are so far" }),
    needed: z.int().min(1).meta({ description: "Reviewed cards of a path before it is calibrated" }),
    version: z.string().nullable().meta({ description: "Of the calibration; null before the first one" }),
    reviewShare: share.meta({
      description: "How likely a card like this was to be put before a human: 1 when a rule asked for it",
    }),
  })
  .meta({ id: "CardCalibration" });
export type CardCalibration = z.infer<typeof cardCalibrationSchema>;

/** One step of a fitted line: cards that stated about `mean` were right this often. */
const calibrationStepSchema = z.object({
  upTo: share,
  mean: share,
  right: share,
  n: z.int().min(0),
});

const pathCalibrationSchema = z.object({
  /** Reviewed cards. */
  n: z.int().min(0),
  /** Never falling; empty while there are too few cards. */
  steps: z.array(calibrationStepSchema),
  /** By how much a category is righter or wronger than its path, in log-odds, drawn towards 0 where cards are few. */
  categories: z.partialRecord(categorySchema, z.object({ n: z.int().min(0), shift: z.number() })),
});
export type PathCalibration = z.infer<typeof pathCalibrationSchema>;

/** What was learned from reviewed cards. */
const calibrationContentSchema = z.partialRecord(readingPathSchema, pathCalibrationSchema);
export type CalibrationContent = z.infer<typeof calibrationContentSchema>;

const calibrationVersionSchema = z
  .object({
    version: z.string(),
    fittedAt: z.iso.datetime(),
    fittedBy: z.string(),
    n: z.int().min(0).meta({ description: "Reviewed cards that it was fitted on" }),
    content: calibrationContentSchema,
  })
  .meta({ id: "Calibration" });
export type CalibrationVersion = z.infer<typeof calibrationVersionSchema>;

/** Reviewed cards at or above a threshold before it is proposed. */
export const thresholdNeeds = 50;

const thresholdPointSchema = z
  .object({
    threshold: share,
    precision: share
      .nullable()
      .meta({ description: "How often unreviewed cards are expected to be right; null: nobody knows" }),
    low: share.nullable().meta({ description: "Of the 95% interval" }),
    high: share.nullable(),
    n: z.int().min(0).meta({ description: "Reviewed cards at or above the threshold" }),
    unknown: share.meta({
      description: "Of the cards at or above it, those of a confidence at which hardly any was ever reviewed",
    }),
    atLeast: share.nullable().meta({
      description:
        "How often unreviewed cards are right at the least: the lower end of the interval, with every unknown card taken for wrong; null: too few reviewed cards, or none as low as the threshold",
    }),
    automated: share.meta({ description: "Share of cards that no human sees" }),
    reviewsPerDay: z.number().min(0),
  })
  .meta({ id: "ThresholdPoint" });
export type ThresholdPoint = z.infer<typeof thresholdPointSchema>;

/** Answer of `GET /api/v1/review-threshold`. */
export const thresholdOutlookSchema = z
  .object({
    reviewBelow: share.meta({ description: "In force now" }),
    spotCheckShare: share.meta({ description: "In force now" }),
    policyVersion: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    cards: z.int().min(0).meta({ description: "Cards of the window" }),
    cardsPerDay: z.number().min(0),
    points: z.array(thresholdPointSchema).meta({ description: "For thresholds from 0 to 1, rising" }),
    calibration: calibrationVersionSchema.nullable(),
    decisionsUntilRefit: z.int().min(0),
  })
  .meta({ id: "ThresholdOutlook" });
export type ThresholdOutlook = z.infer<typeof thresholdOutlookSchema>;

/** Body of `POST /api/v1/review-threshold`. */
export const thresholdChangeSchema = z
  .strictObject({
    reviewBelow: share,
    spotCheckShare: share.max(0.5),
    reason: z.string().trim().min(1, "say why").max(500),
    basedOn: z.string().optional().meta({ description: "Version of the policy that was looked at" }),
  })
  .meta({ id: "ThresholdChange" });
export type ThresholdChange = z.infer<typeof thresholdChangeSchema>;
