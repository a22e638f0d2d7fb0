import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addSketch,
  binOf,
  countOf,
  percentilesOf,
  type Sketch,
  sketchError,
  valueOfBin,
} from "./latency-sketch.ts";

const sketchOf = (values: readonly number[]) =>
  values.reduce<Sketch | undefined>(
    (sum, value) => addSketch(sum, { first: binOf(value), counts: Float64Array.of(1) }),
    undefined,
  );
const knownSketchOf = (values: readonly number[]) => sketchOf(values) ?? expect.fail("no values");

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
      const estimate = percentilesOf(addSketch(knownSketchOf(some), knownSketchOf(others)), [share])[0] ?? 0;
      expect(Math.abs(estimate - exact) / exact).toBeLessThanOrEqual(sketchError + 1e-9);
    }),
  );
});

test("what is added and taken off again was never there", () => {
  const anyTimes = fc.array(anyTime, { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(anyTimes, anyTimes, fc.constantFrom(0.5, 0.99), (some, others, share) => {
      const before = knownSketchOf(some);
      const after = addSketch(addSketch(before, knownSketchOf(others)), knownSketchOf(others), -1);
      expect(countOf(after)).toBe(some.length);
      expect(percentilesOf(after, [share])).toEqual(percentilesOf(sketchOf(some), [share]));
    }),
  );
});

test("nothing has no percentile", () => {
  const one = knownSketchOf([5]);
  expect(percentilesOf(undefined, [0.5])[0]).toBeNull();
  expect(percentilesOf(addSketch(one, knownSketchOf([5]), -1), [0.5])[0]).toBeNull();
});
