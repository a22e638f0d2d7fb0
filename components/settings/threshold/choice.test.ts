import { expect, test } from "vitest";
import type { ThresholdPoint } from "#lib/contracts/calibration.ts";
import { pointAt, thresholdFor } from "./choice.ts";

const point = (threshold: number, precision: number | null, automated = 0.5): ThresholdPoint => ({
  threshold,
  precision,
  low: null,
  high: null,
  n: 10,
  automated,
  reviewsPerDay: 1,
});
const points = [point(0, 0.8), point(0.5, 0.9), point(0.6, 0.97), point(0.9, 0.99, 0), point(1, null, 0)];

test("the lowest threshold that keeps the precision is chosen", () => {
  expect(thresholdFor(points, 0.9)?.threshold).toBe(0.5);
  expect(thresholdFor(points, 0.95)?.threshold).toBe(0.6);
});

test("none is where it leaves no card to anybody but people, or where nothing is known", () => {
  expect(thresholdFor(points, 0.98)).toBeNull();
  expect(thresholdFor([], 0.5)).toBeNull();
});

test("a threshold between two points is told by the nearest", () => {
  expect(pointAt(points, 0.58)?.threshold).toBe(0.6);
  expect(pointAt([], 0.58)).toBeNull();
});
