import fc from "fast-check";
import { expect, test } from "vitest";
import { binOf, mergeSketches, percentilesOf, sketchError, valueOfBin } from "./latency-sketch.ts";

const sketchOf = (values: readonly number[]) =>
  new Map([...Map.groupBy(values, binOf)].map(([bin, inBin]) => [bin, inBin.length]));

const anyTime = fc.double({ min: 0.001, max: 1e7, noNaN: true });

test("a value is within the error of its bin's", () => {
  fc.assert(
    fc.property(anyTime, (value) => {
      expect(Math.abs(valueOfBin(binOf(value)) - value) / value).toBeLessThanOrEqual(sketchError + 1e-9);
    }),
  );
});

test("percentiles of merged sketches are those of all values, within the error", () => {
  const anyTimes = fc.array(anyTime, { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(anyTimes, anyTimes, fc.constantFrom(0.5, 0.95, 0.99), (some, others, share) => {
      const all = [...some, ...others].toSorted((a, b) => a - b);
      const exact = all[Math.ceil(share * all.length) - 1] ?? 0;
      const estimate = percentilesOf(mergeSketches([sketchOf(some), sketchOf(others)]), [share])[0] ?? 0;
      expect(Math.abs(estimate - exact) / exact).toBeLessThanOrEqual(sketchError + 1e-9);
    }),
  );
});

test("nothing has no percentile", () => {
  expect(percentilesOf(new Map(), [0.5])[0]).toBeNull();
});
