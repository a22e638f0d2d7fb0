import { systemRuntime } from "#lib/core/runtime.ts";

/** The caller's own `x-request-id` when it is a harmless token, so that traces join up; else a new one. */
export function acceptedRequestId(given: unknown): string {
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : systemRuntime.newId("req");
}

/** The id of a request; our HTTP server has seen to it that there is one. */
export function requestIdOf(request: Request): string {
  return acceptedRequestId(request.headers.get("x-request-id"));
}
