import { z } from "zod";
import { cardCalibrationSchema } from "./calibration.ts";
import { factsSchema } from "./facts.ts";
import { removedSchema } from "./redaction.ts";
import { runbookMatchSchema } from "./runbooks.ts";
import { metadataSchema, shortText, ticketTextSchema } from "./text.ts";
import {
  categorySchema,
  degradedReasonSchema,
  environmentSchema,
  pathSchema,
  reviewStateSchema,
  severitySchema,
  tierSchema,
  triageStatusSchema,
} from "./vocabulary.ts";

/** Version of the card's shape; part of every cache key. */
export const cardSchemaVersion = 1;

const evidenceSchema = z.object({ fact: z.string(), value: z.string(), quote: z.string() });
export type Evidence = z.infer<typeof evidenceSchema>;

export const summaryMaxCharacters = 600;
export const stepMaxCharacters = 300;

export const cardSchema = z
  .object({
    schemaVersion: z.literal(cardSchemaVersion),
    category: categorySchema,
    severity: severitySchema,
    summary: z.string().min(1).max(summaryMaxCharacters),
    steps: z.array(z.string().min(1).max(stepMaxCharacters)).length(3),
    confidence: z.number().min(0).max(1),
    evidence: z.array(evidenceSchema),
    reasons: z.array(z.string()),
  })
  .meta({ id: "Card" });
export type Card = z.infer<typeof cardSchema>;

/** Hosts to which plain http may go: they are the machine itself. */
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export const callbackUrlSchema = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((value) => {
    const url = URL.parse(value);
    return url?.protocol === "https:" || loopbackHost.test(url?.hostname ?? "");
  }, "must be https, or http to this machine");

/** Body of `POST /api/v1/triage`. Unknown fields are refused, so that a misspelt one is noticed. */
export const triageRequestSchema = z
  .strictObject({
    text: ticketTextSchema,
    source: shortText.optional().meta({ description: "Where the text comes from", examples: ["zendesk"] }),
    service: shortText.optional().meta({ examples: ["checkout"] }),
    environment: environmentSchema.optional(),
    externalId: shortText.optional().meta({ description: "The id the text has at its source" }),
    metadata: metadataSchema.optional(),
    callbackUrl: callbackUrlSchema.optional(),
  })
  .meta({ id: "TriageRequest" });
export type TriageRequest = z.infer<typeof triageRequestSchema>;

const usageSchema = z.object({
  modelCalls: z.int().min(0),
  inputTokens: z.int().min(0),
  cachedInputTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  reasoningTokens: z.int().min(0),
  costUsd: z
    .number()
    .min(0)
    .nullable()
    .meta({ description: "null when a price is unknown; a cache hit costs 0" }),
  savedUsd: z.number().min(0).nullable().meta({
    description: "What the card had cost that was reused; 0 when none was, null when that is unknown",
  }),
});
export type Usage = z.infer<typeof usageSchema>;

const originSchema = z.object({
  path: pathSchema,
  degraded: z.boolean(),
  degradedReason: degradedReasonSchema.nullable(),
  tier: tierSchema.nullable(),
  model: z.string().nullable(),
  promptVersion: z.string().nullable(),
  policyVersion: z.string(),
  simulated: z.boolean().meta({ description: "true when a simulated model read the ticket" }),
});
export type Origin = z.infer<typeof originSchema>;

const reviewSchema = z.object({ state: reviewStateSchema, reasons: z.array(z.string()) });
export type Review = z.infer<typeof reviewSchema>;

/** One operation on a ticket, from admission to result. */
export const triageSchema = z
  .object({
    id: z.string().meta({ examples: ["tri_01jd4m3y8ze0xv6t8k1w2q9f5c"] }),
    ticketId: z.string(),
    status: triageStatusSchema,
    card: cardSchema.nullable(),
    origin: originSchema,
    calibration: cardCalibrationSchema
      .nullable()
      .meta({ description: "What stands behind the confidence; null without a card that was read" }),
    review: reviewSchema,
    usage: usageSchema,
    timing: z.object({ totalMs: z.number().min(0), modelMs: z.number().min(0) }),
    fingerprint: z.string(),
    occurrences: z.int().min(1),
    duplicateOf: z.string().nullable().meta({ description: "Id of the first triage of the same incident" }),
    runbooks: z.array(runbookMatchSchema),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Triage" });
export type Triage = z.infer<typeof triageSchema>;

/** A card that a better one replaced. */
const cardVersionSchema = z.object({
  /** From 1. */
  version: z.int().min(1),
  card: cardSchema,
  origin: originSchema,
  review: reviewSchema,
  replacedAt: z.iso.datetime(),
});
export type CardVersion = z.infer<typeof cardVersionSchema>;

/** What a ticket's page shows beside the triage: the text and everything that explains the card. */
export const triageDetailSchema = z
  .object({
    triage: triageSchema,
    facts: factsSchema.nullable(),
    /** Checks of the step rubric that each step meets, 0 to 8. */
    stepScores: z.array(z.int()).nullable(),
    earlier: z.array(cardVersionSchema).meta({ description: "Oldest first" }),
    ticket: z.object({
      id: z.string(),
      text: z.string().meta({ description: "With placeholders such as `[email-1]` for what was removed" }),
      removed: removedSchema,
      source: z.string().nullable(),
      service: z.string().nullable(),
      environment: environmentSchema.nullable(),
      externalId: z.string().nullable(),
      requestId: z.string().nullable().meta({
        description: "`x-request-id` of the request that it came with; null where none was kept",
      }),
      createdAt: z.iso.datetime(),
    }),
  })
  .meta({ id: "TriageDetail" });
export type TriageDetail = z.infer<typeof triageDetailSchema>;
