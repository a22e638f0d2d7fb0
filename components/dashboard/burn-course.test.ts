import { expect, test } from "vitest";
import { burnCourse, projectionOf } from "./burn-course.ts";

const month = { periodStart: "2026-11-01T00:00:00.000Z", periodEnd: "2026-12-01T00:00:00.000Z" };
const at = (day: number) => Date.parse(`2026-11-${String(day).padStart(2, "0")}T00:00:00.000Z`);

test("sums stand on each other and end in what the budget counts now", () => {
  const buckets = [1, 2, 3].map((day) => ({ start: new Date(at(day)).toISOString(), costUsd: day }));
  const course = burnCourse({ ...month, spentUsd: 6.5 }, buckets, at(4));
  expect(course.spent).toEqual([
    { atMs: at(1), usd: 0 },
    { atMs: at(2), usd: 1 },
    { atMs: at(3), usd: 3 },
    { atMs: at(4), usd: 6.5 },
  ]);
  expect(course.projectedUsd).toBeCloseTo(65);
});

test("with nothing spent it stays at nothing", () => {
  const course = burnCourse({ ...month, spentUsd: 0 }, [], at(10));
  expect(course.spent).toEqual([
    { atMs: at(1), usd: 0 },
    { atMs: at(10), usd: 0 },
  ]);
  expect(course.projectedUsd).toBe(0);
});

test("a period that has just begun is not taken for endless, one that is over comes to what was spent", () => {
  expect(projectionOf({ ...month, spentUsd: 2 }, at(1))).toBe(200);
  expect(projectionOf({ ...month, spentUsd: 2 }, Date.parse("2027-01-05T00:00:00Z"))).toBe(2);
});
