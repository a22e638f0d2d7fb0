import { expect, test } from "vitest";
import { clockText, spanText } from "./clock-words.ts";

const minute = 60_000;

test.each([
  [0, "<1m"],
  [59_999, "<1m"],
  [minute, "1m"],
  [59.9 * minute, "59m"],
  [60 * minute, "1h"],
  [220 * minute, "3h 40m"],
  [24 * 60 * minute, "1d"],
  [53.5 * 60 * minute, "2d 5h"],
  [-3 * minute, "3m"],
])("%d ms are %s", (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

test.each([
  [{ name: "claim", state: "running", leftMs: 4 * minute }, "take in 4m"],
  [{ name: "claim", state: "breached", leftMs: -3 * minute }, "take: 3m over"],
  [{ name: "decide", state: "kept", leftMs: minute }, "decided in time"],
  [{ name: "claim", state: "late", leftMs: -90 * minute }, "taken 1h 30m late"],
] as const)("%o says %s", (clock, text) => {
  expect(clockText(clock)).toBe(text);
});
