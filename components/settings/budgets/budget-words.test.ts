import { expect, test } from "vitest";
import type { Budget } from "#lib/contracts/budgets.ts";
import { leftOf, levelOf, periodText, subjectText } from "./budget-words.ts";

const budget: Budget = {
  id: "bud_1",
  subject: "everything",
  team: null,
  apiKeyId: null,
  apiKeyName: null,
  period: "day",
  limitUsd: 1,
  overBudget: "rules",
  origin: "console",
  spentUsd: 0,
  reservedUsd: 0,
  periodStart: "2026-11-30T00:00:00.000Z",
  periodEnd: "2026-12-01T00:00:00.000Z",
};

test.each([
  [0.79, "below"],
  [0.8, "near"],
  [0.999, "near"],
  [1, "used_up"],
  [1.5, "used_up"],
])("%d of 1 spent is %s", (spentUsd, level) => {
  expect(levelOf({ ...budget, spentUsd })).toBe(level);
});

test("what is kept for calls under way is not left, and what is overspent is no debt", () => {
  expect(leftOf({ ...budget, spentUsd: 0.1, reservedUsd: 0.2 })).toBe(0.7);
  expect(leftOf({ ...budget, spentUsd: 1.2 })).toBe(0);
});

test("names whose calls are counted, also when the key has no name", () => {
  expect(subjectText(budget)).toBe("Everything");
  expect(subjectText({ ...budget, subject: "team", team: "payments" })).toBe("Team payments");
  expect(subjectText({ ...budget, subject: "key", apiKeyId: "key_1" })).toBe("key_1");
});

test("a period is named in the zone it is counted in", () => {
  expect(periodText(budget)).toBe("November 30, 2026 (UTC)");
  expect(periodText({ ...budget, period: "month" })).toBe("November 2026 (UTC)");
});
