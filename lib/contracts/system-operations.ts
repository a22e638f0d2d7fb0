import { z } from "zod";
import { define, type Operation } from "./operation.ts";
import { pageQuerySchema } from "./page.ts";
import { deadLetterPageSchema, systemSchema } from "./system.ts";

export const getSystemOperation = define({
  method: "GET",
  path: "/api/v1/system",
  id: "getSystem",
  summary: "Read how the gateway stands: database, queues, replicas with their models, journal and disk",
  scope: "admin",
  answer: systemSchema,
  success: "How it stands now",
});

export const listDeadLettersOperation = define({
  method: "GET",
  path: "/api/v1/system/dead-letters",
  id: "listDeadLetters",
  summary: "List jobs that were given up, oldest first",
  scope: "admin",
  query: pageQuerySchema,
  answer: deadLetterPageSchema,
  success: "A page of jobs",
});

export const retryDeadLetterOperation = define({
  method: "POST",
  path: "/api/v1/system/dead-letters/{id}/retry",
  id: "retryDeadLetter",
  summary: "Put a job that was given up back into its queue",
  scope: "admin",
  params: z.object({ id: z.uuid() }),
  answer: z.object({ retried: z.literal(true) }),
  success: "It will be tried again",
});

/** Operations on the state of the gateway as a whole. */
export const systemOperations: readonly Operation[] = [
  getSystemOperation,
  listDeadLettersOperation,
  retryDeadLetterOperation,
];
