import { expect, test } from "vitest";
import { isMixedText } from "./text-mix.ts";

const prose = "Since this morning nobody can pay.\nWe see it in all shops.\nPlease have a look, thanks.\n";
const trace =
  "  at app.Pay.run(Pay.java:12)\n  at app.Main.main(Main.java:3)\n  at java.Thread.run(T.java:1)\n";
const log = "2026-01-01 10:00:00 ERROR a\n2026-01-01 10:00:01 ERROR b\n2026-01-01 10:00:02 INFO c\n";

test.each([
  ["prose", prose, false],
  ["a stack trace", trace, false],
  ["a log", log, false],
  ["prose with a stack trace", prose + trace, true],
  ["prose with a log", prose + log, true],
  ["a log with a stack trace", log + trace, true],
  ["a log with one remark", `${log.repeat(5)}What is this?`, false],
  ["nothing", "", false],
])("%s", (_, text, mixed) => {
  expect(isMixedText(text)).toBe(mixed);
});

test("a hundred thousand characters of anything are read at once", () => {
  for (const text of ["\n".repeat(100_000), '"'.repeat(100_000), `${" ".repeat(99)}at a(\n`.repeat(1_000)]) {
    expect(isMixedText(text)).toBe(false);
  }
});
