import { z } from "zod";
import { runbookIdSchema } from "./runbooks.ts";
import { shortText, storable } from "./text.ts";
import {
  callFilters,
  categorySchema,
  confidenceBandFrom,
  confidenceBandSchema,
  decisionFilters,
  degradedReasonSchema,
  degradedReasons,
  environmentSchema,
  noValue,
  pathSchema,
  reviewStateSchema,
  saidBins,
  severitySchema,
  tierSchema,
  triageStatusSchema,
} from "./vocabulary.ts";

export const pageLimitDefault = 50;
export const pageLimitMax = 200;

/** A filter that may be given several times: `severity=P0,P1`. */
export const anyOf = <T extends Record<string, string>>(item: z.ZodEnum<T>) =>
  z
    .string()
    .transform((value) => [
      ...new Set(
        value
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean),
      ),
    ])
    .pipe(z.array(item).min(1).max(20));

/** Filters without an index of their own look through a time that is bounded. */
const boundedTime = "Without `from`, of the last 90 days.";

/**
 * Query of `GET /api/v1/tickets`; `(none)` as source, service, team, key, model, tier, prompt or policy asks for tickets
 * without. The console keeps the same words in its address bar.
 */
export const ticketListQuerySchema = z
  .strictObject({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(pageLimitMax).default(pageLimitDefault),
    q: z
      .string()
      .transform((value) => storable(value).trim())
      .pipe(z.string().max(200))
      .optional(),
    category: anyOf(categorySchema).optional(),
    severity: anyOf(severitySchema).optional(),
    path: anyOf(pathSchema).optional(),
    review: anyOf(reviewStateSchema).optional(),
    confidence: anyOf(confidenceBandSchema)
      .optional()
      .meta({
        description: `Bands: medium from ${confidenceBandFrom.medium}, high from ${confidenceBandFrom.high}`,
      }),
    source: shortText.optional(),
    service: shortText.optional(),
    team: shortText.optional().meta({ description: "Of the key that sent it" }),
    key: shortText.optional().meta({ description: "Id of the API key that sent it" }),
    model: shortText.optional().meta({ description: `The card's model. ${boundedTime}` }),
    tier: z
      .enum([...tierSchema.options, noValue])
      .optional()
      .meta({ description: `The card's tier. ${boundedTime}` }),
    prompt: shortText.optional().meta({ description: `The card's prompt version. ${boundedTime}` }),
    policy: shortText.optional().meta({ description: `The card's policy version. ${boundedTime}` }),
    degraded: anyOf(z.enum([...degradedReasons, "any"]))
      .optional()
      .meta({
        description: `Answered with a degraded card, also where a better one has replaced it since. ${boundedTime}`,
      }),
    call: anyOf(z.enum(callFilters))
      .optional()
      .meta({
        description: `With a call to a model that failed in this way, or was made for this reason. \`from\`, \`to\`, \`model\`, \`tier\`, \`prompt\` and \`policy\` are then the call's. ${boundedTime}`,
      }),
    decision: anyOf(z.enum(decisionFilters))
      .optional()
      .meta({
        description: `With a decision that stands: what it was, which field it changed first, whether a second opinion agreed, which clock had run out. \`from\` and \`to\` are then of the decision, \`model\`, \`tier\`, \`prompt\` and \`policy\` of the card that was decided. ${boundedTime}`,
      }),
    said: anyOf(z.enum(saidBins)).optional().meta({
      description: `Decided cards that had stated a confidence from here on, up to a tenth more; otherwise as \`decision\``,
    }),
    slower: z
      .string()
      .regex(/^\d{1,8}$/, "must be whole milliseconds")
      .optional()
      .meta({
        description: `Whose card took at least so many milliseconds. \`from\` and \`to\` are then of its triage. ${boundedTime}`,
      }),
    runbook: runbookIdSchema.optional().meta({ description: "Id of a runbook that its triage points to" }),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    incident: z.string().min(1).max(200).optional().meta({ description: "Only reports of this incident" }),
    request: shortText
      .optional()
      .meta({ description: "`x-request-id` of the request that it came with; repeats are shown each" }),
    repeats: z.enum(["each", "once"]).optional().meta({
      description:
        "`once`: of each incident the newest report that matches stands for all; `occurrences` counts them",
    }),
  })
  .meta({ id: "TicketListQuery" });
export type TicketListQuery = z.infer<typeof ticketListQuerySchema>;

/** A ticket as a list shows it: no payload, the current card's verdict only. */
export const ticketListItemSchema = z
  .object({
    id: z.string(),
    triageId: z.string(),
    title: z.string().meta({ description: "First meaningful line of the text, at most 160 characters" }),
    summary: z.string().nullable(),
    status: triageStatusSchema,
    category: categorySchema.nullable(),
    severity: severitySchema.nullable(),
    confidence: z.number().nullable(),
    path: pathSchema,
    degraded: z.boolean(),
    degradedReason: degradedReasonSchema.nullable(),
    reviewState: reviewStateSchema,
    source: z.string().nullable(),
    service: z.string().nullable(),
    environment: environmentSchema.nullable(),
    externalId: z.string().nullable(),
    incident: z.string().meta({ description: "The same for all reports of one incident" }),
    occurrences: z.int().min(1),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "TicketListItem" });
export type TicketListItem = z.infer<typeof ticketListItemSchema>;

export const ticketPageSchema = z
  .object({ items: z.array(ticketListItemSchema), nextCursor: z.string().nullable() })
  .meta({ id: "TicketPage" });
export type TicketPage = z.infer<typeof ticketPageSchema>;
