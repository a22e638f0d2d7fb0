import { expect, test } from "vitest";
import { noLimits } from "#lib/contracts/limits.ts";
import { effectiveLimits, limitsText, perMinuteIn } from "./limits-words.ts";

test.each([
  [noLimits, null],
  [{ requestsPerMinute: 60, tokensPerMinute: null }, "60 requests a minute"],
  [{ requestsPerMinute: null, tokensPerMinute: 90_000 }, "90,000 tokens a minute"],
  [{ requestsPerMinute: 1_200, tokensPerMinute: 5 }, "1,200 requests and 5 tokens a minute"],
])("%o is told as %s", (limits, text) => {
  expect(limitsText(limits)).toBe(text);
});

test("a key's own limit goes before the default, field by field", () => {
  const defaults = { requestsPerMinute: 60, tokensPerMinute: 1_000 };
  expect(effectiveLimits({ requestsPerMinute: 600, tokensPerMinute: null }, defaults)).toEqual({
    requestsPerMinute: 600,
    tokensPerMinute: 1_000,
  });
});

test.each([
  ["", null],
  ["  ", null],
  ["90,000", 90_000],
  ["1 200", 1_200],
  ["many", Number.NaN],
])("typed %o is %o", (typed, number) => {
  expect(perMinuteIn(typed)).toBe(number);
});
