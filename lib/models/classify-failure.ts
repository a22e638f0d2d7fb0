import { APICallError } from "ai";
import { z } from "zod";
import type { ModelOutcome } from "../gateway/model-port.ts";
import { responseMaxBytes, type Sighting } from "./provider-http.ts";
import { rateLimitResetMs, retryAfterMs } from "./retry-after.ts";

type WithoutCallFields<Outcome> = Outcome extends ModelOutcome
  ? Omit<Outcome, "ms" | "usage" | "sent" | "statusCode" | "simulated" | "providerRequestId">
  : never;

/** An outcome without what every call has; the caller adds that. */
export type Result = WithoutCallFields<ModelOutcome>;
export type Failure = WithoutCallFields<Exclude<ModelOutcome, { outcome: "succeeded" }>>;

const word = z.union([z.string(), z.number()]).nullish().catch(null);
const errorBody = z.object({
  error: z.object({ message: z.string().catch(""), type: word, code: word, status: word }),
});

interface ProviderError {
  /** The provider's own words for the reason, in lower case: type, code and status. For matching only. */
  reasons: string[];
  message: string;
}

/** Reads an error out of a body in any of the four formats; null when the body holds none. */
function providerErrorIn(body: string): ProviderError | null {
  try {
    const parsed = errorBody.safeParse(JSON.parse(body));
    if (!parsed.success) return null;
    const { message, type, code, status } = parsed.data.error;
    const reasons = [type, code, status].flatMap((item) =>
      typeof item === "string" ? [item.toLowerCase()] : [],
    );
    return { reasons, message };
  } catch {
    // Proxies answer with HTML and plain text; the status code has to do then.
    return null;
  }
}

/**
 * `503 (unavailable)`: the status and the provider's machine-readable reason. Its message stays out, because
 * providers repeat keys and parts of the prompt in it.
 */
function detailOf(statusCode: number | null, error: ProviderError | null, words: string): string {
  const reason = error?.reasons.find((item) => /^[a-z][a-z0-9_.-]{1,50}$/.test(item));
  return [statusCode === null ? null : String(statusCode), words, reason ? `(${reason})` : null]
    .filter((part) => part !== null)
    .join(" ");
}

const quotaPattern = /insufficient_quota|credit balance is too low|PerDay/;
const keyPattern = /API_KEY_INVALID|api key not valid|invalid_api_key/i;
const filterPattern = /content_filter|content_policy|safety system/i;
const schemaPattern = /response_format|json_schema|structured output|responseJsonSchema/i;

/** The server understood everything but the demand for a JSON Schema. */
export function refusesSchema(sighting: Sighting): boolean {
  const { statusCode } = sighting;
  return (statusCode === 400 || statusCode === 422) && schemaPattern.test(textOf(sighting));
}

const logProbabilitiesPattern = /log_?prob/i;

/** The server understood everything but the demand for log-probabilities. */
export function refusesLogProbabilities(sighting: Sighting): boolean {
  const { statusCode } = sighting;
  return (statusCode === 400 || statusCode === 422) && logProbabilitiesPattern.test(textOf(sighting));
}

function byStatus(statusCode: number, body: string, sighting: Sighting, now: Date): Failure {
  const error = providerErrorIn(body);
  const detail = (words: string) => detailOf(statusCode, error, words);
  const advice = retryAfterMs(sighting.headers, body, now);

  if (statusCode === 402 || ((statusCode === 400 || statusCode === 429) && quotaPattern.test(body))) {
    return {
      outcome: "rate_limited",
      detail: detail("quota or credit used up"),
      retryAfterMs: advice,
      quotaExhausted: true,
    };
  }
  if (statusCode === 429) {
    return {
      outcome: "rate_limited",
      detail: detail("too many requests"),
      retryAfterMs: advice ?? rateLimitResetMs(sighting.headers, now),
      quotaExhausted: false,
    };
  }
  if (statusCode === 401 || statusCode === 403 || (statusCode === 400 && keyPattern.test(body))) {
    return { outcome: "provider_auth", detail: detail("credentials not accepted") };
  }
  if (statusCode === 400 && error && filterPattern.test(`${error.reasons.join(" ")} ${error.message}`)) {
    return { outcome: "refused", detail: detail("content filter") };
  }
  const failure = (retryable: boolean, words: string): Failure => ({
    outcome: "provider_error",
    detail: detail(words),
    retryable,
    retryAfterMs: advice,
  });
  // 408, 409 and 425 are the client errors that a repetition may cure (RFC 9110, RFC 8470); 529 is Anthropic's
  // "overloaded".
  if (statusCode === 408 || statusCode === 409 || statusCode === 425) return failure(true, "try again");
  if (statusCode >= 500)
    return failure(true, statusCode === 503 || statusCode === 529 ? "overloaded" : "server error");
  if (statusCode === 404) return failure(false, "no such model or address");
  if (statusCode === 413) return failure(false, "request too large");
  if (statusCode >= 400)
    return failure(false, schemaPattern.test(body) ? "schema not accepted" : "request not accepted");
  if (statusCode >= 300) return failure(false, "redirect not followed");
  return failure(true, "unreadable answer");
}

const textOf = ({ body }: Sighting) => new TextDecoder().decode(body);

/**
 * An error in place of an answer under status 200, as gateways and OpenAI's failed responses send it; null when the
 * body holds none.
 */
export function errorInSuccess(sighting: Sighting, now: Date): Failure | null {
  const body = textOf(sighting);
  const error = providerErrorIn(body);
  if (error === null) return null;
  const reasons = error.reasons.join(" ");
  const status = /rate_limit|resource_exhausted/.test(reasons)
    ? 429
    : /server|api_error|unavailable|internal|overloaded/.test(reasons)
      ? 500
      : 400;
  const failure = byStatus(status, body, sighting, now);
  return { ...failure, detail: detailOf(sighting.statusCode, error, "error in place of an answer") };
}

/**
 * Maps whatever the SDK threw to exactly one outcome. Time-out and abort are known to the caller and do not come
 * here.
 */
export function classifyFailure(error: unknown, sighting: Sighting, now: Date): Failure {
  const { statusCode } = sighting;
  if (statusCode === null) {
    const network = APICallError.isInstance(error);
    const name = error instanceof Error ? error.name : "error";
    return {
      outcome: "provider_error",
      detail: network ? "no connection" : `unexpected ${name}`,
      retryable: network,
      retryAfterMs: null,
    };
  }
  if (statusCode < 200 || statusCode >= 300) return byStatus(statusCode, textOf(sighting), sighting, now);
  if (sighting.tooLarge) {
    const detail = `answer longer than ${responseMaxBytes} bytes`;
    return { outcome: "invalid_output", detail, rawText: null, complaint: null };
  }
  return (
    errorInSuccess(sighting, now) ?? {
      outcome: "provider_error",
      detail: `${statusCode} answer cut off or not in the provider's format`,
      retryable: true,
      retryAfterMs: null,
    }
  );
}
