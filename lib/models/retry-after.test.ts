import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = new Date("2026-03-01T12:00:00Z");

test.each<[string, Record<string, string>, string, number | null]>([
  ["nothing", {}, "", null],
  ["seconds", { "retry-after": "30" }, "", 30_000],
  ["parts of a second", { "retry-after": "0.5" }, "", 500],
  ["a date", { "retry-after": "Sun, 01 Mar 2026 12:00:20 GMT" }, "", 20_000],
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
