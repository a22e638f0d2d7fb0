import fc from "fast-check";
import { expect, test } from "vitest";
import { sumNanoUsd, usdOf } from "../core/money.ts";
import { costNanoUsdOf, type Rate } from "./cost.ts";
import type { ModelUsage } from "./model-port.ts";

const usage = (tokens: Partial<ModelUsage>): ModelUsage => ({
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  ...tokens,
});

const longContext = (base: number, rate: number): Rate => ({ base, tiers: [{ above: 200_000, rate }] });

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
    "cache writes for an hour at theirs",
    usage({ inputTokens: 1000, cacheWriteTokens: 900, cacheWrite1hTokens: 300 }),
    { input: 1, cacheWrite: 1.25, cacheWrite1h: 2, output: 4 },
    // 100 × 1 + 600 × 1.25 + 300 × 2
    1_450_000n,
  ],
  [
    "reasoning tokens are part of the output",
    usage({ outputTokens: 100, reasoningTokens: 90 }),
    { input: 1, output: 4 },
    400_000n,
  ],
  [
    "up to a tier's bound",
    usage({ inputTokens: 200_000, outputTokens: 10 }),
    { input: longContext(3, 6), output: longContext(15, 22.5) },
    600_150_000n,
  ],
  [
    "above a tier's bound, all tokens at its rate",
    usage({ inputTokens: 200_001, cachedInputTokens: 1, outputTokens: 10 }),
    { input: longContext(3, 6), cacheRead: longContext(0.3, 0.6), output: longContext(15, 22.5) },
    // 200,000 × 6 + 1 × 0.6 + 10 × 22.5, in thousandths of a nano-dollar
    1_200_225_600n,
  ],
  ["half a nano-dollar upwards", usage({ inputTokens: 1 }), { input: 0.0005, output: 0 }, 1n],
])("prices a call: %s", (_name, tokens, price, expected) => {
  expect(costNanoUsdOf(tokens, price)).toBe(expected);
});

const tokens = fc.integer({ min: 0, max: 2_000_000 });
/** Prices as they are printed: up to six decimals. */
const rate = fc.integer({ min: 0, max: 200_000_000 }).map((millionths) => millionths / 1e6);

test("differs from the exact product of tokens and printed price by less than a nano-dollar", () => {
  fc.assert(
    fc.property(tokens, tokens, rate, rate, (inputTokens, outputTokens, input, output) => {
      const cost = costNanoUsdOf(usage({ inputTokens, outputTokens }), { input, output });
      const millionths = (printed: number) => BigInt(Math.round(printed * 1e6));
      // In 10^-12 USD, with whole numbers only.
      const exact = BigInt(inputTokens) * millionths(input) + BigInt(outputTokens) * millionths(output);
      const off = cost * 1000n - exact;
      expect(off > -1000n && off < 1000n).toBe(true);
    }),
  );
});

test("says null where a cost is unknown, never zero", () => {
  expect(sumNanoUsd([1n, null])).toBeNull();
  expect(usdOf(null)).toBeNull();
});

test("adds up exactly", () => {
  expect(sumNanoUsd([100n, 200n, 1n])).toBe(301n);
  expect(usdOf(123_000n)).toBe(0.000123);
});
