import { expect, test } from "vitest";
import type { ThresholdPoint } from "#lib/contracts/calibration.ts";
import { pointAt, thresholdFor } from "./choice.ts";

const point = (
  threshold: number,
  atLeast: number | null,
  more: Partial<ThresholdPoint> = {},
): ThresholdPoint => ({
  threshold,
  precision: atLeast === null ? null : Math.min(1, atLeast + 0.04),
  low: atLeast,
  high: 1,
  n: 100,
  unknown: 0,
  atLeast,
  automated: 0.5,
  reviewsPerDay: 1,
  ...more,
});
const points = [
  point(0, 0.8),
  point(0.5, 0.9),
  point(0.6, 0.97),
  point(0.9, 0.99, { automated: 0 }),
  point(1, null, { automated: 0 }),
];

test.each([
  [0.8, 0],
  [0.9, 0.5],
  [0.95, 0.6],
  [0.97, 0.6],
])("for %d the lowest threshold that surely keeps it is %d", (target, threshold) => {
  expect(thresholdFor(points, target).point?.threshold).toBe(threshold);
});

test("none is where only the estimate reaches it, and from where more reviews would tell", () => {
  expect(thresholdFor(points, 0.98)).toMatchObject({ point: null, tooFewFrom: { threshold: 0.6 } });
  const few = [point(0, null, { precision: 0.97 }), point(0.5, null, { precision: 1 })];
  expect(thresholdFor(few, 0.95)).toMatchObject({ point: null, tooFewFrom: { threshold: 0 } });
});

test("none is where it leaves no card to anybody but people, or where nothing is known", () => {
  expect(thresholdFor(points.slice(3), 0.98)).toEqual({ point: null, tooFewFrom: null });
  expect(thresholdFor([], 0.5)).toEqual({ point: null, tooFewFrom: null });
});

test("a threshold between two points is told by the nearest", () => {
  expect(pointAt(points, 0.58)?.threshold).toBe(0.6);
  expect(pointAt([], 0.58)).toBeNull();
});
