import { STATUS_CODES } from "node:http";
import type { ErrorCode, Problem } from "#lib/contracts/problem.ts";
import { AppError } from "#lib/core/errors.ts";

/** HTTP status of every error code. */
export const statusOfCode = {
  bad_request: 400,
  malformed_json: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  idempotency_key_in_flight: 409,
  idempotency_key_reused: 422,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_fields: 422,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;

/** The public form of any error. What is not an AppError becomes `internal` with a fixed text: causes stay inside. */
export function toProblem(error: unknown): Problem {
  const known =
    error instanceof AppError ? error : new AppError("internal", "Something went wrong on our side.");
  const status = statusOfCode[known.code];
  return {
    type: `/docs#${known.code}`,
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail: known.message,
    code: known.code,
    retryable: known.retryable,
    ...(known.errors ? { errors: known.errors } : {}),
  };
}

export function problemResponse(error: unknown, requestId: string): Response {
  const problem = toProblem(error);
  const headers = new Headers(error instanceof AppError ? error.headers : {});
  headers.set("content-type", "application/problem+json");
  headers.set("cache-control", "no-store");
  headers.set("x-request-id", requestId);
  if (problem.code === "unauthorized") headers.set("www-authenticate", 'Bearer realm="triage-gateway"');
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
