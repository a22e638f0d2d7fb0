import { expect, test } from "vitest";
import { bytesText, durationText, usdText } from "./amounts.ts";

test.each([
  [0, "$0.00"],
  [0.5, "$0.50"],
  [0.1234, "$0.123"],
  [0.00123, "$0.00123"],
  [0.0000004567, "$0.000000457"],
  [12.345, "$12.35"],
  [-0.25, "-$0.25"],
  [123_456, "$123.5K"],
])("%d dollars read %s", (value, text) => {
  expect(usdText(value)).toBe(text);
});

test.each([
  [0, "0 ms"],
  [8.4, "8 ms"],
  [999.4, "999 ms"],
  [999.6, "1 s"],
  [1_249, "1.2 s"],
  [20_000, "20 s"],
  [59_980, "1 min"],
  [125_000, "2 min 5 s"],
  [300_000, "5 min"],
  [1_505_000, "25 min"],
  [3_599_000, "1 h"],
  [12_600_000, "3.5 h"],
  [86_400_000, "24 h"],
  [216_000_000, "2.5 d"],
])("%d milliseconds read %j", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test.each([
  [0, "0 byte"],
  [999, "999 byte"],
  [1_500, "1.5 kB"],
  [12_340_000_000, "12.3 GB"],
  [5e18, "5,000,000 TB"],
])("%d bytes read %j", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
