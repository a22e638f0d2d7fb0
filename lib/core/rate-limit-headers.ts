import { windowMs } from "./sliding-window.ts";

/** What a caller is told of one of its limits. */
export interface LimitState {
  /** `key-requests`, `team-tokens` and so on. */
  name: string;
  limit: number;
  remaining: number;
  /** Until more is there, in milliseconds. */
  resetMs: number;
}

const secondsOf = (ms: number) => Math.max(1, Math.ceil(ms / 1000));

/** `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers; none where nothing limits. */
export function rateLimitHeaders(states: readonly LimitState[]): Record<string, string> {
  if (states.length === 0) return {};
  return {
    "ratelimit-policy": states
      .map(({ name, limit }) => `"${name}";q=${limit};w=${windowMs / 1000}`)
      .join(", "),
    ratelimit: states
      .map(
        ({ name, remaining, resetMs }) =>
          `"${name}";r=${Math.max(0, Math.floor(remaining))};t=${secondsOf(resetMs)}`,
      )
      .join(", "),
  };
}

/** Headers of a refusal: when to come back, and for which limit. */
export const refusalHeaders = (states: readonly LimitState[], waitMs: number): Record<string, string> => ({
  ...rateLimitHeaders(states),
  "retry-after": String(secondsOf(waitMs)),
});
