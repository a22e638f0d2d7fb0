import fc from "fast-check";
import { expect, test } from "vitest";
import { RetryBudget } from "./retry-budget.ts";

test("when everything fails, further calls stay below a tenth and a few", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 5 }), (operations, wanted) => {
      const budget = new RetryBudget();
      let further = 0;
      for (let operation = 0; operation < operations; operation++) {
        budget.firstCallMade();
        for (let call = 0; call < wanted && budget.hasToken(); call++, further++) budget.take();
      }
      expect(further).toBeLessThanOrEqual(operations * 0.1 + 5);
    }),
  );
});

test("when further calls succeed, nobody is held back", () => {
  const budget = new RetryBudget();
  for (let operation = 0; operation < 100; operation++) {
    budget.firstCallMade();
    expect(budget.hasToken()).toBe(true);
    budget.take();
    budget.callSucceeded();
  }
});

test("good times are not saved up beyond a few", () => {
  const budget = new RetryBudget();
  for (let call = 0; call < 1000; call++) budget.callSucceeded();
  for (let call = 0; call < 5; call++) budget.take();
  expect(budget.hasToken()).toBe(false);
});
