import { z } from "zod";
import { eventSchema, eventsQuerySchema } from "./events.ts";
import { idempotencyKeySchema } from "./idempotency.ts";
import { define, idParams, type Operation } from "./operation.ts";
import { preferSchema } from "./prefer.ts";
import { ticketListQuerySchema, ticketPageSchema } from "./tickets.ts";
import { traceSchema } from "./trace.ts";
import { triageDetailSchema, triageRequestSchema, triageSchema } from "./triage.ts";

export const triageTicketOperation = define({
  method: "POST",
  path: "/api/v1/triage",
  id: "triageTicket",
  summary: "Triage a text",
  description:
    "Takes a ticket, an alert, a log or a stack trace and answers with a triage card. A failing model or database is not an error: the card degrades and `origin` says so; a better card replaces it when a model is back. `callbackUrl` is told of results that come later: `triage.completed` when a queued triage is done, `triage.replaced` when a better card replaced a degraded one. It gets `{type, timestamp, data}` with the triage as `data`, signed as Standard Webhooks says, until it answers 2xx; `webhook-id` stays the same for all tries. To who accepts `text/event-stream` it tells what happens meanwhile: events `stage`, and at the end `triage` with the triage or `problem` with the problem document.",
  scope: "triage:write",
  headers: z.object({ "idempotency-key": idempotencyKeySchema.optional(), prefer: preferSchema.optional() }),
  body: triageRequestSchema,
  answer: triageSchema,
  success: "The triage",
  alsoAnswersAs: "text/event-stream",
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

export const streamEventsOperation = define({
  method: "GET",
  path: "/api/v1/events",
  id: "streamEvents",
  summary: "Hear of triages as they complete and as better cards replace degraded ones",
  description:
    "Server-sent events of every replica. The event's name is its type, its data the ticket as the list shows it. Come back with `Last-Event-ID` to be told what you missed; an event may come twice. Where not all of it can be told, after more than 500 events, `stream.gap` comes first: read anew what you show.",
  scope: "triage:read",
  query: eventsQuerySchema,
  answer: eventSchema,
  success: "A stream of events",
  answerType: "text/event-stream",
});

/** Operations on tickets and their triages. */
export const ticketOperations: readonly Operation[] = [
  triageTicketOperation,
  getTriageOperation,
  getTraceOperation,
  listTicketsOperation,
  getTicketOperation,
  streamEventsOperation,
];
