import { expect, test } from "vitest";
import { relativeTimeText } from "./relative-time-text.ts";

const now = Date.UTC(2026, 0, 31, 12);
const minutes = (count: number) => count * 60_000;

test.each([
  [0, "now", "just now"],
  [minutes(0.9), "now", "just now"],
  [minutes(1), "1m", "1 minute ago"],
  [minutes(59.9), "59m", "59 minutes ago"],
  [minutes(60), "1h", "1 hour ago"],
  [minutes(60 * 47), "1d", "1 day ago"],
  [minutes(60 * 24 * 30), "4w", "4 weeks ago"],
  [minutes(60 * 24 * 800), "2y", "2 years ago"],
])("says an age of %i ms as %s and as %s", (ageMs, short, long) => {
  expect(relativeTimeText(now - ageMs, now, "short")).toBe(short);
  expect(relativeTimeText(now - ageMs, now, "long")).toBe(long);
});

test("does not place in the future what a faster clock stamped", () => {
  expect(relativeTimeText(now + minutes(3), now, "long")).toBe("just now");
});
