import { z } from "zod";
import { setupRequestSchema } from "./access.ts";
import { evalOperations } from "./eval-operations.ts";
import { eventSchema } from "./events.ts";
import { livenessSchema, readinessSchema } from "./health.ts";
import { idempotencyKeySchema } from "./idempotency.ts";
import { define, idParams, type Operation } from "./operation.ts";
import { preferSchema } from "./prefer.ts";
import { reviewOperations } from "./review-operations.ts";
import {
  explainRequestSchema,
  explanationSchema,
  newSignalSchema,
  signalChangeSchema,
  signalListSchema,
  signalSchema,
  signalsMax,
} from "./rules.ts";
import {
  knowledgeStatusSchema,
  relatedTicketsSchema,
  runbookAddressSchema,
  runbookImportAnswerSchema,
  runbookImportRequestSchema,
  runbookListQuerySchema,
  runbookPageSchema,
  runbookSchema,
  runbookSearchAnswerSchema,
  runbookSearchRequestSchema,
} from "./runbooks.ts";
import { ticketListQuerySchema, ticketPageSchema } from "./tickets.ts";
import { traceSchema } from "./trace.ts";
import { triageDetailSchema, triageRequestSchema, triageSchema } from "./triage.ts";

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

export const explainTextOperation = define({
  method: "POST",
  path: "/api/v1/rules/explain",
  id: "explainText",
  summary: "See what the rules engine makes of a text, signal by signal",
  description:
    "Which words were recognised, what they show, what they weigh and how that moved the category. Nothing is stored.",
  scope: "triage:read",
  body: explainRequestSchema,
  answer: explanationSchema,
  success: "The explanation",
});

export const listSignalsOperation = define({
  method: "GET",
  path: "/api/v1/signals",
  id: "listSignals",
  summary: "List the organisation's own signals",
  description: `Newest first, disabled ones included; there are at most ${signalsMax}.`,
  scope: "admin",
  answer: signalListSchema,
  success: "All signals",
});

export const addSignalOperation = define({
  method: "POST",
  path: "/api/v1/signals",
  id: "addSignal",
  summary: "Teach the rules engine a signal",
  description:
    "Counts for tickets within some seconds, on every replica. Cards of the time before are not reused after it.",
  scope: "admin",
  body: newSignalSchema,
  answer: signalSchema,
  success: "The signal",
});

export const changeSignalOperation = define({
  method: "POST",
  path: "/api/v1/signals/{id}",
  id: "changeSignal",
  summary: "Turn a signal on or off",
  scope: "admin",
  params: idParams("sig"),
  body: signalChangeSchema,
  answer: signalSchema,
  success: "The signal",
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
    "200 when it can answer, if only degraded, as without its database; 503 when it cannot. Names each dependency.",
  scope: null,
  answer: readinessSchema,
  success: "Ready",
  alsoAnswers: { status: 503, meaning: "Not ready; the dependencies say why" },
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

export const listRelatedTicketsOperation = define({
  method: "GET",
  path: "/api/v1/triage/{id}/related",
  id: "listRelatedTickets",
  summary: "Find tickets about the same incident or the same kind of trouble",
  description:
    "Tickets of the last 30 days, surest first, the newest report of each incident, with how they ended. A card is never taken over from a ticket that is merely similar.",
  scope: "triage:read",
  params: idParams("tri"),
  answer: relatedTicketsSchema,
  success: "At most eight tickets",
});

export const listRunbooksOperation = define({
  method: "GET",
  path: "/api/v1/runbooks",
  id: "listRunbooks",
  summary: "List runbooks by id",
  description: "Keyset pages: pass `nextCursor` of one page as `cursor` of the next.",
  scope: "triage:read",
  query: runbookListQuerySchema,
  answer: runbookPageSchema,
  success: "A page of runbooks",
});

export const getRunbookOperation = define({
  method: "GET",
  path: "/api/v1/runbooks/{id}",
  id: "getRunbook",
  summary: "Read a runbook with its sections",
  description: "The id may hold slashes; they may be written as they are or as `%2F`.",
  scope: "triage:read",
  params: z.object({ id: runbookAddressSchema }),
  answer: runbookSchema,
  success: "The runbook",
});

export const searchRunbooksOperation = define({
  method: "POST",
  path: "/api/v1/knowledge/search",
  id: "searchRunbooks",
  summary: "See which runbooks fit a text, and why",
  description: "Stores nothing and asks no model. Runbooks that a triage would not point to are shown, too.",
  scope: "triage:read",
  body: runbookSearchRequestSchema,
  answer: runbookSearchAnswerSchema,
  success: "Runbooks, best first",
});

export const getKnowledgeStatusOperation = define({
  method: "GET",
  path: "/api/v1/knowledge",
  id: "getKnowledgeStatus",
  summary: "See what is on the shelf and what is missing",
  description:
    "The last import of each source, and the most frequent incidents of the last 30 days without a runbook, among the newest 5,000 triages.",
  scope: "triage:read",
  answer: knowledgeStatusSchema,
  success: "The state of the shelf",
});

export const importRunbooksOperation = define({
  method: "POST",
  path: "/api/v1/knowledge/import",
  id: "importRunbooks",
  summary: "Upload runbooks",
  description:
    "Adds runbooks or replaces those of the same id; others of the source stay. At most 200 in one request.",
  scope: "admin",
  body: runbookImportRequestSchema,
  answer: runbookImportAnswerSchema,
  success: "What has changed",
});

export const resyncRunbooksOperation = define({
  method: "POST",
  path: "/api/v1/knowledge/resync",
  id: "resyncRunbooks",
  summary: "Bring runbooks in step with the configured folder",
  description: "Reads the folder of `TRIAGE_RUNBOOKS_DIR` again; runbooks that are gone from it are removed.",
  scope: "admin",
  answer: runbookImportAnswerSchema,
  success: "What has changed",
});

/**
 * Every operation of the HTTP API, once. Route handlers take their schemas and scope from these entries and the
 * OpenAPI document is made from them, so neither can say something the other does not do.
 */
export const operations: readonly Operation[] = [
  triageTicketOperation,
  getTriageOperation,
  getTraceOperation,
  listTicketsOperation,
  getTicketOperation,
  ...reviewOperations,
  explainTextOperation,
  listSignalsOperation,
  addSignalOperation,
  changeSignalOperation,
  listRelatedTicketsOperation,
  listTicketsOperation,
  listRunbooksOperation,
  getRunbookOperation,
  searchRunbooksOperation,
  getKnowledgeStatusOperation,
  importRunbooksOperation,
  resyncRunbooksOperation,
  completeSetupOperation,
  streamEventsOperation,
  getLivenessOperation,
  getReadinessOperation,
  ...evalOperations,
];
