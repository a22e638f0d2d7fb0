import fc from "fast-check";
import { expect, test } from "vitest";
import { askAgainInMs, givesUpAfterMs, givesUpOnBudgetAfterMs, isWorthAskingLater } from "./ask-later.ts";

const failure = { ageMs: 0, called: true, retryAfterMs: null, overBudget: false, random: 0.5 };

test.each([
  ["soon at first", {}, 4_000],
  ["after half of its age", { ageMs: 60_000 }, 30_000],
  ["sooner when nobody was called", { ageMs: 60_000, called: false }, 15_000],
  ["after a quarter of an hour at most", { ageMs: givesUpAfterMs - 1 }, 900_000],
  ["when the provider wants", { retryAfterMs: 90_000 }, 90_000],
  ["never after hours", { ageMs: givesUpAfterMs }, null],
  ["some minutes after its budget is back", { overBudget: true, retryAfterMs: 3_600_000 }, 3_750_000],
  ["after hours, for a budget", { overBudget: true, ageMs: givesUpAfterMs, retryAfterMs: 1_000 }, 151_000],
  ["never after a day", { overBudget: true, ageMs: givesUpOnBudgetAfterMs }, null],
])("asks again %s", (_name, changes, expected) => {
  expect(askAgainInMs({ ...failure, ...changes })).toBe(expected);
});

test("never undercuts what the provider asked for, and never waits for nothing", () => {
  fc.assert(
    fc.property(
      fc.record({
        ageMs: fc.integer({ min: 0, max: givesUpAfterMs - 1 }),
        called: fc.boolean(),
        retryAfterMs: fc.option(fc.integer({ min: 0, max: 86_400_000 })),
        overBudget: fc.boolean(),
        random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      }),
      (given) => {
        const waitMs = askAgainInMs(given);
        expect(waitMs).toBeGreaterThanOrEqual(given.retryAfterMs ?? 3_000);
      },
    ),
  );
});

test("only what a model may see is asked later", () => {
  expect(isWorthAskingLater("provider_error")).toBe(true);
  expect(isWorthAskingLater("redaction")).toBe(false);
  expect(isWorthAskingLater(null)).toBe(false);
});
