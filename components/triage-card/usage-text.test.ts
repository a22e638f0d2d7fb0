import { expect, test } from "vitest";
import type { Usage } from "#lib/contracts/triage.ts";
import { costText, durationText, tokensText } from "./usage-text.ts";

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

test.each([
  [0, "0 ms"],
  [8.4, "8 ms"],
  [1249, "1.2 s"],
  [125_000, "2 min 5 s"],
])("says %f ms as %s", (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text);
});

test("keeps two digits of a small cost and cents of a larger one", () => {
  expect(costText(usage({}))).toBe("$0.00012");
  expect(costText(usage({ costUsd: 1.239 }))).toBe("$1.24");
  expect(costText(usage({ costUsd: 0 }))).toBe("$0");
});

test("says that a price is unknown instead of guessing", () => {
  expect(costText(usage({ costUsd: null }))).toBe("cost unknown");
});

test("says that no model was called", () => {
  expect(costText(usage({ modelCalls: 0, costUsd: 0 }))).toBe("no model call");
  expect(tokensText(usage({ modelCalls: 0 }))).toBeNull();
  expect(tokensText(usage({}))).toBe("1,204 tokens in, 96 out");
});
