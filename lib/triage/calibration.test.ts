import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitIsotonic, interpolate } from "./calibration.ts";

const pair = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });
const many = (count: number, confidence: number, hits: number) =>
  Array.from({ length: count }, (_, index) => ({
    confidence,
    right: index < hits,
  }));

describe("fitIsotonic", () => {
  it("says of each step how often it was right", () => {
    const steps = fitIsotonic([...many(50, 0.3, 10), ...many(50, 0.9, 45)]);
    expect(steps).toEqual([
      { upTo: 0.3, mean: expect.closeTo(0.3), right: 0.2, n: 50 },
      { upTo: 1, mean: expect.closeTo(0.9), right: 0.9, n: 50 },
    ]);
  });

  it("pools steps that would fall", () => {
    expect(fitIsotonic([...many(50, 0.6, 45), ...many(50, 0.9, 25)])).toEqual([
      { upTo: 1, mean: expect.closeTo(0.75), right: 0.7, n: 100 },
    ]);
  });

  it("never falls, loses no card, keeps the mean and has no small steps, whatever the history", () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 300 }), (pairs) => {
        const steps = fitIsotonic(pairs);
        const rights = steps.map(({ right }) => right);
        expect(rights).toEqual([...rights].sort((one, other) => one - other));
        expect(steps.reduce((sum, { n }) => sum + n, 0)).toBe(pairs.length);
        const hits = steps.reduce((sum, { right, n }) => sum + right * n, 0);
        expect(hits).toBeCloseTo(pairs.filter(({ right }) => right).length);
        if (steps.length > 1) for (const { n } of steps) expect(n).toBeGreaterThanOrEqual(20);
        if (pairs.length > 0) expect(steps.at(-1)?.upTo).toBe(1);
      }),
    );
  });
});

it("lets a card stand for many", () => {
  const pairs = [
    ...many(40, 0.9, 40),
    ...Array.from({ length: 20 }, () => ({ confidence: 0.9, right: false, weight: 8 })),
  ];
  expect(fitIsotonic(pairs)).toEqual([{ upTo: 1, mean: expect.closeTo(0.9), right: 0.2, n: 60 }]);
});

it("draws a line between the steps, which never falls", () => {
  const steps = fitIsotonic([...many(50, 0.4, 10), ...many(50, 0.8, 40)]);
  expect(interpolate(steps, 0.6)).toBeCloseTo(0.5);
  expect(interpolate(steps, 0.99)).toBeCloseTo(0.8);
  expect(interpolate([], 0.6)).toBe(0.6);
});
