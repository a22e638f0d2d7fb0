import fc from "fast-check";
import { expect, test } from "vitest";
import { durationTicks } from "./duration-ticks.ts";

const hourMs = 3_600_000;

test.each([
  [3, [0, 1, 2, 3]],
  [4_500, [0, 2_000, 4_000, 6_000]],
  [90_000, [0, 30_000, 60_000, 90_000]],
  [14 * hourMs, [0, 4 * hourMs, 8 * hourMs, 12 * hourMs, 16 * hourMs]],
  [90 * hourMs, [0, 24 * hourMs, 48 * hourMs, 72 * hourMs, 96 * hourMs]],
])("an axis up to %d ms has the ticks %j", (mostMs, ticks) => {
  expect(durationTicks(mostMs)).toEqual(ticks);
});

test("the ticks hold what is drawn, are few and are evenly apart", () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e13, noNaN: true }), (mostMs) => {
      const ticks = durationTicks(mostMs);
      const [first = 0, second = 0] = ticks;
      expect(first).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(mostMs);
      expect(ticks.length).toBeLessThanOrEqual(5);
      for (const [index, tick] of ticks.entries()) expect(tick).toBe(index * second);
    }),
  );
});
