import { z } from "zod";
import type { ApiScope } from "./access.ts";
import type { ErrorCode } from "./problem.ts";

/** One operation of the HTTP API: what it takes, who may ask for it, what it answers. */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Headers extends z.ZodType = z.ZodType,
> {
  method: "GET" | "POST";
  /** As OpenAPI writes it: `/api/v1/triage/{id}`. */
  path: string;
  id: string;
  summary: string;
  description?: string;
  /** null: open to everybody. */
  scope: ApiScope | null;
  /** Request headers that mean something here, in lower case. */
  headers?: Headers;
  params?: Params;
  query?: Query;
  body?: Body;
  answer: Answer;
  /** What success means, in words. */
  success: string;
  /** Media type of the answer; `application/json` where absent. */
  answerType?: "text/event-stream" | "application/x-ndjson" | "text/plain";
  /** A second form that the same answer is given in, to who asks for it. */
  alsoAnswersAs?: "text/csv" | "text/event-stream";
  /** Another status with the same answer, and what it means. */
  alsoAnswers?: { status: number; meaning: string };
  /** What may go wrong beyond what scope and schemas tell. */
  alsoFails?: readonly ErrorCode[];
}

/** An operation with the types of its schemas. */
export const define = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
  Headers extends z.ZodType = z.ZodUndefined,
>(
  operation: Operation<Params, Query, Body, Answer, Headers>,
) => operation;

/** Path parameters of an operation on one thing: its id, `prefix_` and 26 characters. */
export const idParams = (prefix: string) =>
  z.object({ id: z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`), "is not an id of this kind") });
