import { z } from "zod";
import { define, idParams, type Operation } from "./operation.ts";
import {
  knowledgeStatusSchema,
  relatedTicketsSchema,
  runbookAddressSchema,
  runbookImportAnswerSchema,
  runbookImportRequestSchema,
  runbookListQuerySchema,
  runbookNameSchema,
  runbookPageSchema,
  runbookSchema,
  runbookSearchAnswerSchema,
  runbookSearchRequestSchema,
} from "./runbooks.ts";

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
  description:
    "The id may hold slashes; they may be written as they are or as `%2F`. One that was removed is answered as it was last, and says so in `removed`.",
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

export const removeRunbookOperation = define({
  method: "POST",
  path: "/api/v1/knowledge/remove",
  id: "removeRunbook",
  summary: "Take a runbook off the shelf",
  description:
    "No new card points to it, nor does one that is reused. Cards that did can still be read with it, and it can be restored. Where its source is a folder, the next sync brings it back unless its file is gone.",
  scope: "admin",
  body: runbookNameSchema,
  answer: runbookSchema,
  success: "The runbook as it was last",
});

export const restoreRunbookOperation = define({
  method: "POST",
  path: "/api/v1/knowledge/restore",
  id: "restoreRunbook",
  summary: "Put a removed runbook back on the shelf",
  scope: "admin",
  body: runbookNameSchema,
  answer: runbookSchema,
  success: "The runbook, as it was last",
});

export const resyncRunbooksOperation = define({
  method: "POST",
  path: "/api/v1/knowledge/resync",
  id: "resyncRunbooks",
  summary: "Bring runbooks in step with the configured folder",
  description:
    "Reads the folder of `TRIAGE_RUNBOOKS_DIR` again; runbooks that are gone from it are removed. The answer names what changed, and the commit and branch of a git checkout.",
  scope: "admin",
  answer: runbookImportAnswerSchema,
  success: "What has changed",
});

/** Operations on runbooks and related tickets. */
export const knowledgeOperations: readonly Operation[] = [
  listRelatedTicketsOperation,
  listRunbooksOperation,
  getRunbookOperation,
  searchRunbooksOperation,
  getKnowledgeStatusOperation,
  importRunbooksOperation,
  removeRunbookOperation,
  restoreRunbookOperation,
  resyncRunbooksOperation,
];
