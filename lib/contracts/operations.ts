import { z } from "zod";
import { setupRequestSchema } from "./access.ts";
import { accessOperations } from "./access-operations.ts";
import { auditOperations } from "./audit-operations.ts";
import { budgetOperations } from "./budget-operations.ts";
import { calibrationOperations } from "./calibration-operations.ts";
import { evalOperations } from "./eval-operations.ts";
import { eventSchema } from "./events.ts";
import { livenessSchema, readinessSchema } from "./health.ts";
import { idempotencyKeySchema } from "./idempotency.ts";
import { knowledgeOperations } from "./knowledge-operations.ts";
import { limitOperations } from "./limit-operations.ts";
import { modelOperations } from "./models.ts";
import { define, idParams, type Operation } from "./operation.ts";
import { policyOperations } from "./policy-operations.ts";
import { preferSchema } from "./prefer.ts";
import { promptOperations } from "./prompt-operations.ts";
import { reviewOperations } from "./review-operations.ts";
import { rulesOperations } from "./rules-operations.ts";
import { statsOperations } from "./stats-operations.ts";
import { systemOperations } from "./system-operations.ts";
import { ticketListQuerySchema, ticketPageSchema } from "./tickets.ts";
import { traceSchema } from "./trace.ts";
import { triageDetailSchema, triageRequestSchema, triageSchema } from "./triage.ts";
import { viewOperations } from "./view-operations.ts";
import { webhookOperations } from "./webhook-operations.ts";

export const triageTicketOperation = define({
  method: "POST",
  path: "/api/v1/triage",
  id: "triageTicket",
  summary: "Triage a text",
  description:
    "Takes a ticket, an alert, a log or a stack trace and answers with a triage card. A failing model or database is not an error: the card degrades and `origin` says so; a better card replaces it when a model is back. `callbackUrl` is told of results that come later: `triage.completed` when a queued triage is done, `triage.replaced` when a better card replaced a degraded one. It gets `{type, timestamp, data}` with the triage as `data`, signed as Standard Webhooks says, until it answers 2xx; `webhook-id` stays the same for all tries.",
  scope: "triage:write",
  headers: z.object({ "idempotency-key": idempotencyKeySchema.optional(), prefer: preferSchema.optional() }),
  body: triageRequestSchema,
  answer: triageSchema,
  success: "The triage",
  alsoAnswers: { status: 202, meaning: "Queued: the card is null; `Location` names where it will be" },
  alsoFails: ["idempotency_key_in_flight", "idempotency_key_reused"],
});

export const getTriageOperation = define({
  method: "GET",
  path: "/api/v1/triage/{id}",
  id: "getTriage",
  summary: "Read a triage as it is now",
  scope: "triage:read",
  params: idParams("tri"),
  answer: triageSchema,
  success: "The triage",
});

export const getTraceOperation = define({
  method: "GET",
  path: "/api/v1/triage/{id}/trace",
  id: "getTrace",
  summary: "Read how a triage came about",
  description:
    "Every call to a model with its start, wait, time, outcome, tokens and cost, and every decision around the calls with its reason.",
  scope: "triage:read",
  params: idParams("tri"),
  answer: traceSchema,
  success: "The trace",
});

export const listTicketsOperation = define({
  method: "GET",
  path: "/api/v1/tickets",
  id: "listTickets",
  summary: "List tickets, newest first",
  description:
    "Keyset pages: pass `nextCursor` of one page as `cursor` of the next. Filters take several values separated by commas.",
  scope: "triage:read",
  query: ticketListQuerySchema,
  answer: ticketPageSchema,
  success: "A page of tickets",
});

export const getTicketOperation = define({
  method: "GET",
  path: "/api/v1/tickets/{id}",
  id: "getTicket",
  summary: "Read a ticket with its text and its current triage",
  description:
    "The text is the one that was read: secrets and personal data are placeholders, and `removed` counts them.",
  scope: "triage:read",
  params: idParams("tkt"),
  answer: triageDetailSchema,
  success: "The ticket",
});

export const completeSetupOperation = define({
  method: "POST",
  path: "/api/v1/setup",
  id: "completeSetup",
  summary: "Create the first administrator with the one-time set-up link",
  scope: null,
  body: setupRequestSchema,
  answer: z.object({ email: z.string() }).meta({ id: "SetupAnswer" }),
  success: "The administrator exists; sign in with the same e-mail and password",
});

export const getLivenessOperation = define({
  method: "GET",
  path: "/api/health/live",
  id: "getLiveness",
  summary: "Is the process up",
  scope: null,
  answer: livenessSchema,
  success: "The process answers",
});

export const getReadinessOperation = define({
  method: "GET",
  path: "/api/health/ready",
  id: "getReadiness",
  summary: "Can the gateway do its work, and how well",
  description:
    "200 when it can answer, if only degraded, as without its database or with a model's circuit breaker open; 503 when it cannot. Names each dependency and the breaker of each configured model.",
  scope: null,
  answer: readinessSchema,
  success: "Ready",
  alsoAnswers: { status: 503, meaning: "Not ready; the dependencies say why" },
});

export const getMetricsOperation = define({
  method: "GET",
  path: "/api/metrics",
  id: "getMetrics",
  summary: "Read what this process counts and measures, for Prometheus",
  description:
    "Prometheus text format: triages by path and tier with their time, model calls by outcome and purpose, tokens and cost, cache hits, joins, degradations by reason, queues, dead letters, breakers, slots, journal, callbacks, requests, and the process itself. Labels come from closed lists and from the configuration, never from a ticket. Each replica answers for itself; queues are the same for all of them. Answers also while the database is away, without the queues.",
  scope: "metrics:read",
  answer: z.string().meta({ examples: ['triage_degraded_total{reason="timeout"} 0'] }),
  success: "The metrics",
  answerType: "text/plain",
});

export const streamEventsOperation = define({
  method: "GET",
  path: "/api/v1/events",
  id: "streamEvents",
  summary: "Hear of triages as they complete and as better cards replace degraded ones",
  description:
    "Server-sent events of every replica. The event's name is its type, its data the ticket as the list shows it. Come back with `Last-Event-ID` to be told what you missed; an event may come twice.",
  scope: "triage:read",
  answer: eventSchema,
  success: "A stream of events",
  answerType: "text/event-stream",
});

/** A part of the API: one page of the documentation, one tag of the OpenAPI document. */
export interface OperationGroup {
  /** As addresses hold it. */
  id: string;
  name: string;
  operations: readonly Operation[];
}

/**
 * Every operation of the HTTP API, once. Route handlers take their schemas and scope from these entries and the
 * OpenAPI document is made from them, so neither can say something the other does not do.
 */
export const operationGroups: readonly OperationGroup[] = [
  {
    id: "triage",
    name: "Triage and tickets",
    operations: [
      triageTicketOperation,
      getTriageOperation,
      getTraceOperation,
      listTicketsOperation,
      getTicketOperation,
      streamEventsOperation,
    ],
  },
  { id: "reviews", name: "Reviews", operations: reviewOperations },
  { id: "views", name: "Saved views", operations: viewOperations },
  { id: "stats", name: "Cost, speed and quality", operations: statsOperations },
  { id: "knowledge", name: "Runbooks", operations: knowledgeOperations },
  { id: "rules", name: "Rules", operations: rulesOperations },
  { id: "evals", name: "Evals", operations: evalOperations },
  { id: "calibration", name: "Calibration", operations: calibrationOperations },
  { id: "models", name: "Models", operations: modelOperations },
  { id: "policy", name: "Policy", operations: policyOperations },
  { id: "prompts", name: "Prompts", operations: promptOperations },
  { id: "budgets", name: "Budgets", operations: budgetOperations },
  { id: "limits", name: "Limits", operations: limitOperations },
  { id: "webhooks", name: "Webhooks", operations: webhookOperations },
  { id: "access", name: "Keys and people", operations: [completeSetupOperation, ...accessOperations] },
  { id: "audit", name: "Audit log", operations: auditOperations },
  {
    id: "system",
    name: "Health and metrics",
    operations: [getLivenessOperation, getReadinessOperation, getMetricsOperation, ...systemOperations],
  },
];

export const operations: readonly Operation[] = operationGroups.flatMap((group) => group.operations);
