import { expect, test } from "vitest";
import { usdOf } from "../core/money.ts";
import { costNanoUsdOf, sumNanoUsd } from "./cost.ts";

const usage = (tokens: Partial<Record<string, number>>) => ({
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  ...tokens,
});

test.each([
  ["plain", usage({ inputTokens: 1000, outputTokens: 200 }), { input: 0.15, output: 0.6 }, 270_000n],
  [
    "cached tokens at their own rate, once",
    usage({ inputTokens: 1000, cachedInputTokens: 800, outputTokens: 0 }),
    { input: 1, cacheRead: 0.1, output: 4 },
    280_000n,
  ],
  [
    "cache writes at their own rate",
    usage({ inputTokens: 1000, cacheWriteTokens: 1000 }),
    { input: 1, cacheWrite: 1.25, output: 4 },
    1_250_000n,
  ],
  [
    "reasoning tokens are part of the output",
    usage({ outputTokens: 100, reasoningTokens: 90 }),
    { input: 1, output: 4 },
    400_000n,
  ],
])("prices a call: %s", (_name, tokens, price, expected) => {
  expect(costNanoUsdOf(tokens, price)).toBe(expected);
});

test("says null where the price is unknown, never zero", () => {
  expect(costNanoUsdOf(usage({ inputTokens: 10 }), undefined)).toBeNull();
  expect(sumNanoUsd([1n, null])).toBeNull();
  expect(usdOf(null)).toBeNull();
});

test("adds up exactly", () => {
  expect(sumNanoUsd([100n, 200n, 1n])).toBe(301n);
  expect(usdOf(123_000n)).toBe(0.000123);
});
