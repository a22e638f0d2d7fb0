import { expect, test } from "vitest";
import { rateLimitResetMs, retryAfterMs } from "./retry-after.ts";

const now = new Date("2026-03-01T12:00:00Z");

test.each<[string, Record<string, string>, string, number | null]>([
  ["nothing", {}, "", null],
  ["seconds", { "retry-after": "30" }, "", 30_000],
  ["parts of a second", { "retry-after": "0.5" }, "", 500],
  ["a date", { "retry-after": "Sun, 01 Mar 2026 12:00:20 GMT" }, "", 20_000],
  [
    "a date, by the provider's own clock",
    { "retry-after": "Sun, 01 Mar 2026 14:00:20 GMT", date: "Sun, 01 Mar 2026 14:00:00 GMT" },
    "",
    20_000,
  ],
  ["a date that has passed", { "retry-after": "Sun, 01 Mar 2026 11:00:00 GMT" }, "", 0],
  ["milliseconds, which win", { "retry-after-ms": "250", "retry-after": "30" }, "", 250],
  ["a negative number", { "retry-after": "-5" }, "", null],
  ["nonsense", { "retry-after": "soon" }, "", null],
  ["a year", { "retry-after": "31536000" }, "", 86_400_000],
  ["Google's body", {}, '{"error":{"details":[{"retryDelay":"34.5s"}]}}', 34_500],
  ["OpenAI's body", {}, "Rate limit reached. Please try again in 1m30.5s.", 90_500],
  ["OpenAI's body in milliseconds", {}, "Please try again in 120ms.", 120],
])("hears %s", (_, headers, body, expected) => {
  expect(retryAfterMs(new Headers(headers), body, now)).toBe(expected);
});

test.each<[string, Record<string, string>, number | null]>([
  ["nothing", {}, null],
  [
    "OpenAI's limit of which nothing remains",
    {
      "x-ratelimit-remaining-requests": "59",
      "x-ratelimit-reset-requests": "1s",
      "x-ratelimit-remaining-tokens": "0",
      "x-ratelimit-reset-tokens": "6m0s",
    },
    360_000,
  ],
  [
    "Anthropic's moment",
    {
      "anthropic-ratelimit-requests-remaining": "0",
      "anthropic-ratelimit-requests-reset": "2026-03-01T12:00:30Z",
    },
    30_000,
  ],
  ["a plain reset in seconds", { "ratelimit-reset": "12" }, 12_000],
  ["a plain reset as seconds since 1970", { "x-ratelimit-reset": "1772366410" }, 10_000],
  ["a plain reset as milliseconds since 1970", { "x-ratelimit-reset": "1772366410500" }, 10_500],
  ["milliseconds", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "120ms" }, 120],
  ["a limit of which something remains", { "x-ratelimit-remaining": "3", "x-ratelimit-reset": "12" }, null],
  ["nonsense", { "x-ratelimit-reset": "soon" }, null],
])("hears when a limit is renewed: %s", (_, headers, expected) => {
  expect(rateLimitResetMs(new Headers(headers), now)).toBe(expected);
});
