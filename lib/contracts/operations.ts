import { z } from "zod";
import { type ApiScope, setupRequestSchema } from "./access.ts";
import { eventSchema } from "./events.ts";
import { livenessSchema, readinessSchema } from "./health.ts";
import {
  explainRequestSchema,
  explanationSchema,
  newSignalSchema,
  signalChangeSchema,
  signalListSchema,
  signalSchema,
  signalsMax,
} from "./rules.ts";
import { ticketListQuerySchema, ticketPageSchema } from "./tickets.ts";
import { triageRequestSchema, triageSchema } from "./triage.ts";

/**
 * Every operation of the HTTP API, once. Route handlers take their schemas and scope from here and the OpenAPI
 * document is made from the same entries, so neither can say something the other does not do.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  method: "GET" | "POST";
  /** As OpenAPI writes it: `/api/v1/triage/{id}`. */
  path: string;
  id: string;
  summary: string;
  description?: string;
  /** null: open to everybody. */
  scope: ApiScope | null;
  params?: Params;
  query?: Query;
  body?: Body;
  answer: Answer;
  /** What success means, in words. */
  success: string;
  /** Media type of the answer; `application/json` where absent. */
  answerType?: "text/event-stream";
  /** Another status with the same answer, and what it means. */
  alsoAnswers?: { status: number; meaning: string };
}

const define = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
>(
  operation: Operation<Params, Query, Body, Answer>,
) => operation;

const idParams = (prefix: string) =>
  z.object({ id: z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`), "is not an id of this kind") });

export const triageTicketOperation = define({
  method: "POST",
  path: "/api/v1/triage",
  id: "triageTicket",
  summary: "Triage a text",
  description:
    "Takes a ticket, an alert, a log or a stack trace and answers with a triage card. A failing model is not an error: the card degrades and `origin` says so.",
  scope: "triage:write",
  body: triageRequestSchema,
  answer: triageSchema,
  success: "The triage",
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
  description: "200 when it can answer, 503 when it cannot. Names each dependency.",
  scope: null,
  answer: readinessSchema,
  success: "Ready",
  alsoAnswers: { status: 503, meaning: "Not ready; the dependencies say why" },
});

export const streamEventsOperation = define({
  method: "GET",
  path: "/api/v1/events",
  id: "streamEvents",
  summary: "Hear of triages as they complete",
  description:
    "Server-sent events of every replica. The event's name is its type, its data the ticket as the list shows it. Come back with `Last-Event-ID` to be told what you missed; an event may come twice.",
  scope: "triage:read",
  answer: eventSchema,
  success: "A stream of events",
  answerType: "text/event-stream",
});

export const operations: readonly Operation[] = [
  triageTicketOperation,
  getTriageOperation,
  listTicketsOperation,
  explainTextOperation,
  listSignalsOperation,
  addSignalOperation,
  changeSignalOperation,
  completeSetupOperation,
  streamEventsOperation,
  getLivenessOperation,
  getReadinessOperation,
];
