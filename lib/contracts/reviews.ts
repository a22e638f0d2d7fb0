import { z } from "zod";
import { reviewClockNames, reviewClocksSchema } from "./review-clocks.ts";
import { shortText, storable } from "./text.ts";
import { anyOf, pageLimitDefault, pageLimitMax } from "./tickets.ts";
import { cardSchema } from "./triage.ts";
import { categorySchema, pathSchema, type Severity, severitySchema } from "./vocabulary.ts";

/** How long a claim lasts unless it is renewed; a closed tab frees its item within this time. */
export const claimLeaseMs = 45_000;
/** Most cards that one request approves. */
const bulkMax = 100;
/** Own acts that can be taken back; approving many cards at once is one. */
export const undoableDecisions = 10;

export const reviewActions = [
  "approve",
  "correct",
  "skip",
  "snooze",
  "undo",
  "reopen",
  "second_opinion",
  "request",
  "escalate",
  "acknowledge",
] as const;
const reviewActionSchema = z.enum(reviewActions);
export type ReviewAction = z.infer<typeof reviewActionSchema>;

/** What the queue can be narrowed to. */
export const reviewViews = ["open", "escalated", "snoozed", "decided"] as const;
const reviewViewSchema = z.enum(reviewViews);

const reason = z
  .string()
  .transform((value) => storable(value).trim())
  .pipe(z.string().min(1).max(500));

const claimSchema = z.object({
  by: z.object({ id: z.string(), name: z.string() }),
  expiresAt: z.iso.datetime(),
});

/** A card in the queue, as the list shows it. */
export const reviewItemSchema = z
  .object({
    triageId: z.string(),
    ticketId: z.string(),
    title: z.string(),
    summary: z.string().nullable(),
    service: z.string().nullable(),
    category: categorySchema.nullable(),
    severity: severitySchema.nullable(),
    confidence: z.number().nullable(),
    path: pathSchema,
    degraded: z.boolean(),
    reasons: z.array(z.string()).meta({ description: "Why a human is asked" }),
    occurrences: z.int().min(1),
    queuedAt: z.iso.datetime(),
    claimDueAt: z.iso.datetime(),
    decideDueAt: z.iso.datetime(),
    firstClaimedAt: z.iso.datetime().nullable().meta({
      description: "When somebody first took it, which stops the first clock; null while nobody has",
    }),
    breached: z
      .enum(reviewClockNames)
      .nullable()
      .meta({ description: "The clock that ran out; the card is then on the managers' list" }),
    escalation: z
      .object({
        clock: z.enum(reviewClockNames),
        at: z.iso.datetime(),
        acknowledgedBy: z.string().nullable(),
      })
      .nullable()
      .meta({ description: "Since when managers are told of it, and who of them has taken note" }),
    claim: claimSchema.nullable(),
    snoozedUntil: z.iso.datetime().nullable(),
    secondOpinion: z.boolean().meta({ description: "Decided once; somebody else is asked to decide, too" }),
    decided: z
      .object({ by: z.string(), at: z.iso.datetime(), action: z.enum(["approve", "correct"]) })
      .nullable()
      .meta({ description: "The decision that stands; with `secondOpinion` the one that is looked at anew" }),
  })
  .meta({ id: "ReviewItem" });
export type ReviewItem = z.infer<typeof reviewItemSchema>;

/** What a human may be asked about, as far as the queue can be narrowed to it. */
export const reviewReasonKinds = [
  "low_confidence",
  "unsupported",
  "few_quotes",
  "steering",
  "without_model",
  "spot_check",
  "asked",
] as const;
const reviewReasonKindSchema = z.enum(reviewReasonKinds);
export type ReviewReasonKind = z.infer<typeof reviewReasonKindSchema>;

/** What the queue can be narrowed to; the console keeps the same words in its address bar. */
export const reviewFiltersSchema = z.strictObject({
  severity: anyOf(severitySchema).optional(),
  category: anyOf(categorySchema).optional(),
  path: anyOf(pathSchema).optional(),
  reason: anyOf(reviewReasonKindSchema).optional().meta({ description: "Why a human is asked" }),
});
export type ReviewFilters = z.infer<typeof reviewFiltersSchema>;

export const reviewListQuerySchema = z
  .strictObject({
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(pageLimitMax).default(pageLimitDefault),
    view: reviewViewSchema.default("open"),
    ...reviewFiltersSchema.shape,
  })
  .meta({ id: "ReviewListQuery" });
export type ReviewListQuery = z.infer<typeof reviewListQuerySchema>;

export const reviewPageSchema = z
  .object({
    items: z.array(reviewItemSchema),
    nextCursor: z.string().nullable(),
    waiting: z
      .object({ open: z.int(), escalated: z.int() })
      .meta({ description: "How many cards wait in all, counted up to 1,000" }),
  })
  .meta({ id: "ReviewPage" });
export type ReviewPage = z.infer<typeof reviewPageSchema>;

export const nextReviewSchema = z.object({ item: reviewItemSchema.nullable() }).meta({ id: "NextReview" });
export type NextReview = z.infer<typeof nextReviewSchema>;

/** What a human may change of a card. */
const correctionSchema = cardSchema
  .pick({ category: true, severity: true, summary: true, steps: true })
  .partial()
  .strict()
  .refine((card) => Object.keys(card).length > 0, "must change something")
  .meta({ id: "CardCorrection" });
export type CardCorrection = z.infer<typeof correctionSchema>;

export const decisionRequestSchema = z
  .discriminatedUnion("action", [
    z.strictObject({ action: z.literal("approve") }),
    z.strictObject({ action: z.literal("correct"), card: correctionSchema, reason: reason.optional() }),
  ])
  .meta({ id: "DecisionRequest" });
export type DecisionRequest = z.infer<typeof decisionRequestSchema>;

/** Body of operations that may say why; an empty body is an empty object. */
export const reasonRequestSchema = z
  .strictObject({ reason: reason.optional() })
  .optional()
  .transform((value) => value ?? {})
  .meta({ id: "ReasonRequest" });
export type ReasonRequest = z.infer<typeof reasonRequestSchema>;

/** Body of operations that must say why. */
export const givenReasonRequestSchema = z.strictObject({ reason }).meta({ id: "GivenReasonRequest" });

export const snoozeRequestSchema = z
  .strictObject({
    minutes: z.int().min(5).max(10_080).meta({ description: "From now; at most a week" }),
    reason: reason.optional(),
  })
  .meta({ id: "SnoozeRequest" });
export type SnoozeRequest = z.infer<typeof snoozeRequestSchema>;

export const bulkApprovalSchema = z
  .strictObject({ triageIds: z.array(shortText).min(1).max(bulkMax) })
  .meta({ id: "BulkApproval" });

export const bulkAnswerSchema = z
  .object({
    approved: z.array(z.string()),
    refused: z.array(z.object({ triageId: z.string(), why: z.string() })),
    actId: z
      .string()
      .nullable()
      .meta({ description: "By which all of it can be taken back at once; null when nothing was approved" }),
  })
  .meta({ id: "BulkAnswer" });
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;

/** What became of taking back an act as a whole. */
export const actUndoneSchema = z
  .object({
    undone: z.array(z.string()).meta({ description: "Cards that are as before and wait again" }),
    refused: z.array(z.object({ triageId: z.string(), why: z.string() })),
  })
  .meta({ id: "ActUndone" });
export type ActUndone = z.infer<typeof actUndoneSchema>;

/** One entry of a card's review history. */
const reviewDecisionSchema = z
  .object({
    id: z.string(),
    triageId: z.string(),
    ticketId: z.string(),
    title: z.string(),
    action: reviewActionSchema,
    by: z.string(),
    reason: z.string().nullable(),
    secondOpinion: z.boolean().meta({ description: "Given after somebody else had decided the card" }),
    changes: z
      .array(z.object({ field: z.string(), before: z.string(), after: z.string() }))
      .meta({ description: "Field by field; empty for an approval" }),
    undone: z.boolean(),
    act: z
      .object({ id: z.string(), decisions: z.int().min(1) })
      .nullable()
      .meta({ description: "The act that it is one of several decisions of; null: it is an act of its own" }),
    at: z.iso.datetime(),
  })
  .meta({ id: "ReviewDecision" });
export type ReviewDecision = z.infer<typeof reviewDecisionSchema>;

export const reviewDecisionsSchema = z
  .object({ items: z.array(reviewDecisionSchema) })
  .meta({ id: "ReviewDecisions" });

const share = z
  .object({ count: z.int(), of: z.int() })
  .meta({ description: "A share with its n; none of none is 0 of 0" });

/** How the clocks of one severity were kept. */
const clockFigures = z.object({
  decided: z.int(),
  claimBreaches: z.int(),
  decideBreaches: z.int(),
  medianSecondsToClaim: z.number().nullable(),
  medianSecondsToDecide: z.number().nullable(),
});
export type ClockFigures = z.infer<typeof clockFigures>;

const waitingFigures = z.object({
  open: z.int().meta({ description: "Cards that wait now; of the 10,000 that are due first" }),
  breached: z.int().meta({ description: "Of these, past a clock" }),
});

/** The cards that wait now and those past a clock, of each severity of which any waits. */
export type WaitingBySeverity = Partial<Record<Severity, z.infer<typeof waitingFigures>>>;

/** How humans and cards agree, over a window. */
export const reviewFiguresSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    decided: z.int(),
    approved: z.int(),
    corrected: z.int(),
    overrides: z.object({ category: share, severity: share, summary: share, steps: share }),
    secondOpinions: share.meta({ description: "Second opinions with the same category and severity" }),
    claimBreaches: z.int(),
    decideBreaches: z.int(),
    medianSecondsToClaim: z.number().nullable(),
    medianSecondsToDecide: z.number().nullable(),
    bySeverity: z
      .record(severitySchema, clockFigures.extend({ queue: waitingFigures }))
      .meta({ description: "Both clocks by the severity that the card proposed" }),
    queue: z.object({ open: z.int(), oldestQueuedAt: z.iso.datetime().nullable() }),
  })
  .meta({ id: "ReviewFigures" });
export type ReviewFigures = z.infer<typeof reviewFiguresSchema>;

export const reviewFiguresQuerySchema = z
  .strictObject({
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: "ReviewFiguresQuery" });

/** Answer of `GET /api/v1/review-clocks`. */
export const reviewClocksStateSchema = z
  .object({ clocks: reviewClocksSchema, policyVersion: z.string() })
  .meta({ id: "ReviewClocksState" });
export type ReviewClocksState = z.infer<typeof reviewClocksStateSchema>;

export const reviewClocksChangeSchema = z
  .strictObject({
    clocks: reviewClocksSchema,
    reason: z
      .string()
      .transform((value) => storable(value).trim())
      .pipe(z.string().min(1, "say why").max(500)),
    basedOn: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "The version of the policy one has seen; with another one nothing is changed" }),
  })
  .meta({ id: "ReviewClocksChange" });
export type ReviewClocksChange = z.infer<typeof reviewClocksChangeSchema>;

/** Answer of `GET /api/v1/review-escalations`: one notice, which counts. */
export const reviewEscalationsSchema = z
  .object({
    count: z.int().meta({
      description: "Cards past a clock that wait and that no manager has taken note of; up to 1,000",
    }),
    until: z.iso
      .datetime()
      .nullable()
      .meta({ description: "When the newest of them was escalated; null when there is none" }),
    first: reviewItemSchema.nullable().meta({ description: "The one that is due first" }),
  })
  .meta({ id: "ReviewEscalations" });
export type ReviewEscalations = z.infer<typeof reviewEscalationsSchema>;

export const acknowledgementSchema = z
  .strictObject({
    until: z.iso.datetime({ offset: true }).meta({
      description: "Takes note of what was escalated until then: what came after it was not seen yet",
    }),
    triageId: shortText.optional().meta({ description: "Of this card alone" }),
  })
  .meta({ id: "Acknowledgement" });
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
