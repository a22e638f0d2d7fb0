import { systemRuntime } from "#lib/core/runtime.ts";
import { isFreeOfTokens } from "#lib/redaction/free-of-tokens.ts";

/**
 * The caller's own `x-request-id` when it is a harmless token, so that traces join up; else a new one. It goes into
 * logs and answers, so that nothing that looks like a secret or a number of a person is accepted.
 */
export function acceptedRequestId(given: unknown): string {
  const isHarmless = typeof given === "string" && /^[\w.-]{1,64}$/.test(given) && isFreeOfTokens(given);
  return isHarmless ? given : systemRuntime.newId("req");
}

/** The id of a request; our HTTP server has seen to it that there is one. */
export function requestIdOf(request: Request): string {
  return acceptedRequestId(request.headers.get("x-request-id"));
}
