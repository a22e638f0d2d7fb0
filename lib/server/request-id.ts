import { systemRuntime } from "#lib/core/runtime.ts";
import { isFreeOfTokens } from "#lib/redaction/free-of-tokens.ts";

/** What makers of request ids make: UUIDs, trace and span ids, ULIDs and ids with a prefix, words with small numbers. */
const forms = [
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  /^(?:[\da-f]{16}|[\da-f]{32})$/,
  /^(?:[a-z]{1,8}_)?[\da-hjkmnp-tv-z]{26}$/i,
  /^(?:[a-z]{1,12}[._-]\d{1,6})(?:[._-][a-z]{1,12}[._-]\d{1,6})*$/i,
];

/**
 * The caller's own `x-request-id` when it has the form of one, so that traces join up; else a new one. It goes into
 * logs and answers, so that nothing is accepted that may be a secret without a form, or looks like one that has one.
 */
export function acceptedRequestId(given: unknown): string {
  const isHarmless =
    typeof given === "string" && forms.some((form) => form.test(given)) && isFreeOfTokens(given);
  return isHarmless ? given : systemRuntime.newId("req");
}

/** The id of a request; our HTTP server has seen to it that there is one. */
export function requestIdOf(request: Request): string {
  return acceptedRequestId(request.headers.get("x-request-id"));
}
