import { expect, test } from "vitest";
import { type PaidCall, routingSavedNanoUsd } from "./routing-savings.ts";

const strong = { input: 3, cacheRead: 0.3, output: 15 };
const call = (change: Partial<PaidCall> = {}): PaidCall => ({
  tier: "cheap",
  outcome: "succeeded",
  inputTokens: 2_000,
  cachedInputTokens: 1_000,
  cacheWriteTokens: null,
  cacheWrite1hTokens: null,
  outputTokens: 100,
  reasoningTokens: null,
  costNanoUsd: 500_000n,
  ...change,
});
const unread = { inputTokens: null, cachedInputTokens: null, outputTokens: null };

// 1,000 input at $3, 1,000 cached at $0.30 and 100 output at $15 a million: $0.0048.
test.each<[string, PaidCall[], bigint | null]>([
  ["a card by rules or from the cache", [], 0n],
  ["a cheap card", [call()], 4_800_000n - 500_000n],
  [
    "a cheap card after a refusal",
    [call({ ...unread, outcome: "rate_limited", costNanoUsd: 0n }), call()],
    4_300_000n,
  ],
  ["a strong card", [call({ tier: "strong", costNanoUsd: 4_800_000n })], 0n],
  ["an escalated card", [call(), call({ tier: "strong", costNanoUsd: 4_800_000n })], -500_000n],
  [
    "a cheap card whose escalation failed",
    [call(), call({ ...unread, tier: "strong", outcome: "timed_out", costNanoUsd: null })],
    4_300_000n,
  ],
  ["a cheap call of unknown cost", [call({ costNanoUsd: null })], null],
  [
    "a cheap call that was cut off",
    [call({ ...unread, outcome: "timed_out", costNanoUsd: null }), call()],
    null,
  ],
])("what %s saved against the strong model alone", (_what, calls, saved) => {
  expect(routingSavedNanoUsd(calls, strong)).toBe(saved);
});

test("without a strong model of known price nobody knows what was saved", () => {
  expect(routingSavedNanoUsd([call()], null)).toBeNull();
  expect(routingSavedNanoUsd([call({ tier: "strong" })], null)).toBe(0n);
});
