import { expect, test } from "vitest";
import type { Usage } from "#lib/contracts/triage.ts";
import { costText, tokensText } from "./usage-text.ts";

const usage = (changes: Partial<Usage>): Usage => ({
  modelCalls: 1,
  inputTokens: 1204,
  cachedInputTokens: 0,
  outputTokens: 96,
  reasoningTokens: 0,
  costUsd: 0.000123,
  savedUsd: 0,
  ...changes,
});

test("keeps the digits of a small cost and cents of a larger one", () => {
  expect(costText(usage({}))).toBe("$0.000123");
  expect(costText(usage({ costUsd: 1.239 }))).toBe("$1.24");
  expect(costText(usage({ costUsd: 0 }))).toBe("$0.00");
});

test("says that a price is unknown instead of guessing", () => {
  expect(costText(usage({ costUsd: null }))).toBe("cost unknown");
});

test("says that no model was called", () => {
  expect(costText(usage({ modelCalls: 0, costUsd: 0 }))).toBe("no model call");
  expect(tokensText(usage({ modelCalls: 0 }))).toBeNull();
  expect(tokensText(usage({}))).toBe("1,204 tokens in, 96 out");
});
