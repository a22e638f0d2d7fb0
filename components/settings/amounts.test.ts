import { expect, test } from "vitest";
import { bytesText, durationText } from "./amounts.ts";

test.each([
  [0, "0 byte"],
  [999, "999 byte"],
  [1_500, "1.5 kB"],
  [12_340_000_000, "12.3 GB"],
  [5e18, "5,000,000 TB"],
])("%d bytes read %j", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  [0.4, "0 ms"],
  [340, "340 ms"],
  [2_140, "2.1 sec"],
  [180_000, "3 min"],
  [7_200_000, "2 hr"],
  [172_800_000, "2 days"],
])("%d milliseconds read %j", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
