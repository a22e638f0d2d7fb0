import fc from "fast-check";
import { expect, test } from "vitest";
import { pairedShareInterval, signTest } from "./paired-interval.ts";

test.each([
  // Newcombe 1998, table III, method 10.
  [{ both: 36, gained: 12, lost: 2, neither: 0 }, 0.0569, 0.3404],
  [{ both: 20, gained: 12, lost: 2, neither: 16 }, 0.0562, 0.3292],
  [{ both: 30, gained: 0, lost: 0, neither: 0 }, -0.1135, 0.1135],
])("agrees with the published interval of %o", (counts, low, high) => {
  const interval = pairedShareInterval(counts);
  expect(interval.low).toBeCloseTo(low, 3);
  expect(interval.high).toBeCloseTo(high, 3);
});

const count = fc.integer({ min: 0, max: 400 });

test("holds the difference, turns with the runs, and stays between -1 and 1", () => {
  fc.assert(
    fc.property(count, count, count, fc.integer({ min: 1, max: 400 }), (both, gained, lost, neither) => {
      const n = both + gained + lost + neither;
      const { low, high } = pairedShareInterval({ both, gained, lost, neither });
      const mirrored = pairedShareInterval({ both, gained: lost, lost: gained, neither });
      const difference = (gained - lost) / n;
      expect(low).toBeLessThanOrEqual(difference + 1e-9);
      expect(high).toBeGreaterThanOrEqual(difference - 1e-9);
      expect(low).toBeGreaterThanOrEqual(-1 - 1e-9);
      expect(high).toBeLessThanOrEqual(1 + 1e-9);
      expect(mirrored.low).toBeCloseTo(-high, 9);
    }),
  );
});

test.each([
  [0, 0, 1],
  [6, 0, 0.03125],
  [8, 0, 0.0078125],
  [5, 5, 1],
  [9, 1, 0.0214844],
  [1200, 1000, 0.0000219],
])("the sign test of %i to %i is %d", (gained, lost, p) => {
  expect(signTest(gained, lost)).toBeCloseTo(p, 5);
  expect(signTest(lost, gained)).toBeCloseTo(p, 5);
});
