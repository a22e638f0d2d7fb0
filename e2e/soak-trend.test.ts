import { describe, expect, test } from "vitest";
import { trendOf } from "./soak/trend.ts";

const series = (valueAt: (index: number) => number, tolerance = 10) => ({
  name: "memory",
  unit: "MB",
  tolerance,
  samples: Array.from({ length: 120 }, (_, index) => ({ atMs: index * 5_000, value: valueAt(index) })),
});
/** The same noise every time, from -1 to 1. */
const noise = (index: number) => Math.sin(index * 12.9898) * Math.cos(index * 78.233);

describe("a series is flat", () => {
  test.each([
    ["that stays", () => 200],
    ["with noise far above the tolerance", (index: number) => 200 + 60 * noise(index)],
    ["that grows only while it warms up", (index: number) => Math.min(200, 50 + index * 3)],
    ["with a few outliers at its end", (index: number) => (index > 105 && index % 3 === 0 ? 900 : 200)],
    ["that falls", (index: number) => 300 - index],
    ["that grows less than it may", (index: number) => 200 + index * 0.1],
  ])("%s", (_, valueAt) => {
    expect(trendOf(series(valueAt)).verdict).toBe("flat");
  });
});

describe("a series rises", () => {
  test.each([
    ["steadily", (index: number) => 200 + index],
    ["under noise", (index: number) => 200 + index + 30 * noise(index)],
    ["in steps", (index: number) => 200 + Math.floor(index / 15) * 15],
    ["in spite of outliers", (index: number) => (index % 10 === 0 ? 0 : 200 + index)],
  ])("%s", (_, valueAt) => {
    expect(trendOf(series(valueAt)).verdict).toBe("rising");
  });
});

test("the slope is told by the hour", () => {
  const { perHour, start, end } = trendOf(series((index) => 100 + index));
  expect(perHour).toBeCloseTo(720);
  expect(start).toBeCloseTo(105.5);
  expect(end).toBeCloseTo(213.5);
});
