import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  calibrationsOf,
  fitIsotonic,
  interpolate,
  type Outcome,
  stepFor,
  thresholdFor,
} from "./calibration.ts";

const pair = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });
const many = (count: number, confidence: number, hits: number): Outcome[] =>
  Array.from({ length: count }, (_, index) => ({
    path: "rules",
    category: "data",
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

describe("calibrationsOf", () => {
  const card = { path: "rules", category: "data", confidence: 0.9 } as const;

  it("says that it does not know yet below the number of outcomes it needs", () => {
    expect(calibrationsOf(many(199, 0.9, 150))(card)).toEqual({
      state: "not calibrated yet",
      confidence: 0.9,
      band: "high",
      n: 199,
      needed: 200,
    });
  });

  it("says what the confidence was worth for the same path and category", () => {
    expect(calibrationsOf(many(200, 0.9, 140))(card)).toEqual({
      state: "calibrated",
      confidence: 0.7,
      band: "medium",
      n: 200,
      basis: "path and category",
    });
  });

  it("falls back to the path where the category has too few", () => {
    const history = [...many(199, 0.9, 140), { ...card, category: "app", right: true } as const];
    expect(calibrationsOf(history)(card)).toMatchObject({ state: "calibrated", basis: "path" });
  });

  it("never lends the outcomes of one path to another", () => {
    expect(calibrationsOf(many(500, 0.9, 400))({ ...card, path: "model" }).state).toBe("not calibrated yet");
  });
});

describe("thresholdFor", () => {
  const history = [...many(60, 0.9, 60), ...many(20, 0.7, 16), ...many(20, 0.4, 4)];

  it("finds the lowest threshold that keeps the precision, and its price", () => {
    expect(thresholdFor(0.95, history, 10)).toEqual({
      threshold: 0.7,
      coverage: 0.8,
      precision: 0.95,
      reviewsPerDay: 2,
    });
    expect(thresholdFor(0.99, history, 10)).toMatchObject({ threshold: 0.9, reviewsPerDay: 4 });
  });

  it("finds none when no card is right often enough, or there is no history", () => {
    expect(thresholdFor(0.9, many(30, 0.9, 10), 1)).toBeNull();
    expect(thresholdFor(0.9, [], 1)).toBeNull();
  });

  it("keeps its word on the history, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.array(pair, { maxLength: 80 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (pairs, target) => {
          const found = thresholdFor(target, pairs, 7);
          if (!found) return;
          const kept = pairs.filter(({ confidence }) => confidence >= found.threshold);
          const right = kept.filter((one) => one.right).length / kept.length;
          expect(right).toBeCloseTo(found.precision);
          expect(right).toBeGreaterThanOrEqual(target);
        },
      ),
    );
  });
});

it("uses the last step beyond the highest confidence seen", () => {
  expect(stepFor(fitIsotonic(many(30, 0.5, 15)), 0.99)?.right).toBe(0.5);
  expect(stepFor([], 0.5)).toBeUndefined();
});

it("draws a line between the steps, which never falls", () => {
  const steps = fitIsotonic([...many(50, 0.4, 10), ...many(50, 0.8, 40)]);
  expect(interpolate(steps, 0.6)).toBeCloseTo(0.5);
  expect(interpolate(steps, 0.99)).toBeCloseTo(0.8);
  expect(interpolate([], 0.6)).toBe(0.6);
});
