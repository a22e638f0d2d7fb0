import { z } from "zod";
import { type ApiScope, setupRequestSchema } from "./access.ts";
import { eventSchema } from "./events.ts";
import { livenessSchema, readinessSchema } from "./health.ts";
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

export const operations: readonly Operation[] = [
  triageTicketOperation,
  getTriageOperation,
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
];
