import { z } from "zod";
import { attemptOutcomeSchema, degradedReasonSchema, tierSchema } from "./vocabulary.ts";

/**
 * What happened while a card came about: every call to a model, and every decision around the calls. `atMs` counts
 * from the operation's start. A `reason` is one sentence for people; it never holds words of the ticket.
 */

/** Why a call was made. */
export const attemptPurposes = [
  "first",
  "retry",
  "re_ask",
  "without_schema",
  "fall_back",
  "escalation",
] as const;
const attemptPurposeSchema = z.enum(attemptPurposes);
export type AttemptPurpose = z.infer<typeof attemptPurposeSchema>;

/** Why the strong tier reads a ticket. */
export const routingCauses = [
  "service",
  "severity",
  "category",
  "harm",
  "long",
  "mixed",
  "steering",
  "low_confidence",
  "unsupported",
  "disagreement",
] as const;
const routingCauseSchema = z.enum(routingCauses);
export type RoutingCause = z.infer<typeof routingCauseSchema>;

/** What was done to an answer before it was valid. Only its form is touched; no value is changed or completed. */
export const answerRepairs = ["fence", "surrounding_text", "punctuation", "surplus_fields"] as const;
const answerRepairSchema = z.enum(answerRepairs);
export type AnswerRepair = z.infer<typeof answerRepairSchema>;

/** closed: called as planned. open: left alone. half_open: one call may try whether it works again. */
export const breakerStateNames = ["closed", "open", "half_open"] as const;
const breakerStateNameSchema = z.enum(breakerStateNames);
export type BreakerStateName = z.infer<typeof breakerStateNameSchema>;

const skipCauses = [
  "circuit_open",
  "retry_after",
  "retry_budget",
  "wait_too_long",
  "budget",
  "price_unknown",
  "database",
] as const;
const skipCauseSchema = z.enum(skipCauses);
export type SkipCause = z.infer<typeof skipCauseSchema>;

const tokens = z.int().min(0).nullable();

const attemptTraceSchema = z.object({
  id: z.string(),
  ordinal: z.int().min(1),
  model: z.string(),
  tier: tierSchema,
  purpose: attemptPurposeSchema,
  startedAt: z.iso.datetime(),
  startMs: z.number().min(0).meta({ description: "Since the operation's start" }),
  waitMs: z
    .number()
    .min(0)
    .meta({ description: "Between the end of the attempt before and this one's start" }),
  ms: z.number().min(0),
  outcome: attemptOutcomeSchema,
  statusCode: z.int().nullable().meta({ description: "null when no HTTP answer arrived" }),
  detail: z.string().nullable(),
  inputTokens: tokens,
  cachedInputTokens: tokens,
  cacheWriteTokens: tokens,
  cacheWrite1hTokens: tokens.meta({
    description: "Of the cache-write tokens, those that are kept for an hour",
  }),
  outputTokens: tokens,
  reasoningTokens: tokens,
  costUsd: z.number().min(0).nullable().meta({ description: "null when a price or the usage is unknown" }),
  pricesVersion: z.string().nullable().meta({ description: "Of the price table behind `costUsd`" }),
  repair: z
    .object({
      reAsk: z.boolean().meta({ description: "The call carried the complaint about the answer before" }),
      answer: z.array(answerRepairSchema),
    })
    .nullable()
    .meta({ description: "null when the answer needed none" }),
  promptVersion: z.string(),
});
export type AttemptTrace = z.infer<typeof attemptTraceSchema>;

const event = <Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) =>
  z.object({ kind: z.literal(kind), atMs: z.number().min(0), reason: z.string(), ...fields });

const ms = z.number().min(0);
const count = z.int().min(0);
const causes = z.array(routingCauseSchema).default([]);

/** A decision, in the order in which decisions were made. */
const traceEventSchema = z.discriminatedUnion("kind", [
  event("idempotency", { decision: z.enum(["claimed", "replayed", "waited"]), waitedMs: ms }),
  event("redaction", { removed: z.record(z.string(), count) }),
  event("prompt", { version: z.string(), arm: z.enum(["active", "candidate"]), percent: z.int() }),
  event("cache", { decision: z.enum(["hit", "miss"]), triageId: z.string().nullable() }),
  event("join", { triageId: z.string(), waitedMs: ms }),
  event("admission", { decision: z.enum(["admitted", "queued", "refused"]), waitedMs: ms }),
  event("budget", {
    decision: z.enum(["reserved", "refused", "settled"]),
    costUsd: z.number().min(0).nullable(),
  }),
  event("route", { order: z.array(z.object({ model: z.string(), tier: tierSchema })), causes }),
  event("wait", { model: z.string(), ms, retryAfterMs: ms.nullable() }),
  event("skip", { model: z.string(), cause: skipCauseSchema, retryAfterMs: ms.nullable() }),
  event("repair", {
    ordinal: z.int().min(1),
    model: z.string(),
    how: z.enum(["answer", "re_ask", "without_schema"]),
  }),
  event("breaker", { model: z.string(), from: breakerStateNameSchema, to: breakerStateNameSchema }),
  event("escalate", { model: z.string(), tier: tierSchema, causes }),
  event("accept", { model: z.string(), tier: tierSchema }),
  event("degrade", { degradedReason: degradedReasonSchema, retryAfterMs: ms.nullable() }),
  event("runbooks", { found: count }),
  event("steps", {
    scores: z.array(count).meta({ description: "Checks of the step rubric that each step meets, 0 to 8" }),
    replaced: z
      .array(z.object({ place: z.int().min(1), score: count, by: z.enum(["runbook", "rules"]) }))
      .meta({ description: "Steps of the answer that nobody could act on, and whose took their place" }),
  }),
  event("queue", { decision: z.enum(["queued", "taken", "gave_up"]), runAt: z.iso.datetime().nullable() }),
  event("journal", { decision: z.enum(["written", "stored"]) }),
  event("replaced", { triageId: z.string().nullable() }),
]);
export type TraceEvent = z.infer<typeof traceEventSchema>;

/** Answer of `GET /api/v1/triage/{id}/trace`. */
export const traceSchema = z
  .object({
    triageId: z.string(),
    startedAt: z.iso.datetime(),
    totalMs: ms,
    attempts: z.array(attemptTraceSchema),
    events: z.array(traceEventSchema),
  })
  .meta({ id: "Trace" });
export type Trace = z.infer<typeof traceSchema>;
