import type { z } from "zod";
import type { Actor } from "#lib/contracts/access.ts";
import type { Operation } from "#lib/contracts/operation.ts";
import type { FieldError } from "#lib/contracts/problem.ts";
import { storable } from "#lib/contracts/text.ts";
import { AppError } from "#lib/core/errors.ts";
import { rateLimitHeaders } from "#lib/core/rate-limit-headers.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { authorize } from "./authorize.ts";
import { createServiceContext, getCallerLimiter, redact } from "./context.ts";
import { isWork } from "./http-gate.ts";
import { problemFor } from "./problem-for.ts";
import { readJsonBody } from "./read-json-body.ts";
import { requestIdOf } from "./request-id.ts";
import { getTelemetry } from "./telemetry.ts";
import { getTracing } from "./tracing.ts";

/** Stands in for the caller where an operation is open to everybody; it may do nothing that needs a scope. */
const anonymous: Actor = { type: "system", id: "system", name: "anonymous", scopes: [] };

type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;

interface Input<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Headers extends z.ZodType,
> {
  headers: z.output<Headers>;
  params: z.output<Params>;
  query: z.output<Query>;
  body: z.output<Body>;
  request: Request;
}

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** The answer in another form, to be kept as a file. */
  file?: { type: string; body: string };
}

/** Parses with a schema or throws `invalid_fields` that names every wrong field. */
export async function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Promise<z.output<Schema>> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = await fieldErrorsOf(result.error);
  const names = [...new Set(errors.map((error) => error.path || "body"))].slice(0, 5).join(", ");
  throw new AppError("invalid_fields", `Some fields are not valid: ${names}.`, {
    errors,
    cause: result.error,
  });
}

/** The names of fields are the caller's own words as well: secrets among them are not repeated. */
async function fieldErrorsOf({ issues }: z.ZodError): Promise<FieldError[]> {
  const shown = issues.slice(0, 20);
  const { texts } = await redact({
    texts: shown.flatMap(({ path, message }) => [path.map(String).join("."), message]),
    record: {},
  });
  return shown.map((_issue, index) => ({
    path: storable(texts[2 * index] ?? "").slice(0, 200),
    message: storable(texts[2 * index + 1] ?? "").slice(0, 300),
  }));
}

/** For an operation without this part the schema's type is `undefined`, and so is the value. */
async function parseIfAny<Schema extends z.ZodType>(schema: Schema | undefined, read: () => unknown) {
  return schema === undefined ? (undefined as z.output<Schema>) : parse(schema, await read());
}

/** Repeated query parameters are joined with commas, the API's way to write several values. */
export function queryOf(request: Request): Record<string, string> {
  const parameters = new URL(request.url).searchParams;
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((key) => [key, parameters.getAll(key).join(",")]),
  );
}

/** Headers of answers that are text already; lines of JSON are to be kept as a file. */
const textHeaders = {
  "application/x-ndjson": {
    "content-type": "application/x-ndjson; charset=utf-8",
    "content-disposition": "attachment",
  },
  "text/plain": { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
} as const;

/** The answer in another form, to be kept as a file. */
const fileResponse = (
  { type, body }: NonNullable<Reply["file"]>,
  { status, headers }: { status: number; headers: Record<string, string> },
) =>
  new Response(body, {
    status,
    headers: { ...headers, "content-type": `${type}; charset=utf-8`, "content-disposition": "attachment" },
  });

function responseOf(
  answer: unknown,
  type: Operation["answerType"],
  { status, headers }: { status: number; headers: Record<string, string> },
): Response {
  return type === "application/x-ndjson" || type === "text/plain"
    ? new Response(String(answer), { status, headers: { ...headers, ...textHeaders[type] } })
    : Response.json(answer, { status, headers });
}

/**
 * Turns an operation of the contract and a use case into a route handler: request id, key or session, scope, parse,
 * call, check the answer, and any error to a problem document.
 */
export function handle<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  Headers extends z.ZodType,
>(
  operation: Operation<Params, Query, Body, Answer, Headers>,
  run: (ctx: ServiceContext, input: Input<Params, Query, Body, Headers>) => Promise<z.input<Answer>>,
  replyOf: (answer: z.output<Answer>, input: Input<Params, Query, Body, Headers>) => Reply = () => ({}),
): Handler {
  return async (request, route) => {
    const begunMs = systemRuntime.elapsedMs();
    const response = await traced(request, route);
    getTelemetry().meters.requested(operation.id, response.status, systemRuntime.elapsedMs() - begunMs);
    return response;
  };

  /** Who watches the gateway asks all the time, and that is nobody's work. */
  async function traced(request: Request, route: { params: Promise<unknown> }): Promise<Response> {
    const requestId = requestIdOf(request);
    const tracing = isWork(operation.path) ? getTracing() : null;
    if (!tracing) return await answer(request, route, requestId);
    const { method, path } = operation;
    const traceparent = request.headers.get("traceparent");
    return await tracing.aroundRequest({ method, route: path, requestId, traceparent }, () =>
      answer(request, route, requestId),
    );
  }

  async function answer(
    request: Request,
    route: { params: Promise<unknown> },
    requestId: string,
  ): Promise<Response> {
    try {
      const actor = operation.scope === null ? anonymous : await authorize(request, operation.scope);
      const limits = actor.type === "api_key" ? await getCallerLimiter().admit(actor) : [];
      const input = {
        headers: await parseIfAny(operation.headers, () => Object.fromEntries(request.headers)),
        params: await parseIfAny(operation.params, () => route.params),
        query: await parseIfAny(operation.query, () => queryOf(request)),
        body: await parseIfAny(operation.body, () =>
          readJsonBody(request, operation.body?.safeParse(undefined).success),
        ),
        request,
      };
      const ctx = createServiceContext({ actor, requestId });
      const answered = operation.answer.parse(await run(ctx, input));
      const reply = replyOf(answered, input);
      const headers = {
        "cache-control": "no-store",
        "x-request-id": requestId,
        ...rateLimitHeaders(limits),
        ...reply.headers,
      };
      const init = { status: reply.status ?? 200, headers };
      return reply.file ? fileResponse(reply.file, init) : responseOf(answered, operation.answerType, init);
    } catch (error) {
      return problemFor(error, requestId, operation.id);
    }
  }
}
