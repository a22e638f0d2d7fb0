import fc from "fast-check";
import { expect, test } from "vitest";
import { renderTriagePrompt } from "../models/prompts.ts";
import { costNanoUsdOf } from "./cost.ts";
import { costAtMost, inputTokensAtMost } from "./estimate.ts";

const rate = fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1000);
const price = fc.record({
  input: rate,
  cacheRead: fc.option(rate, { nil: undefined }),
  cacheWrite: fc.option(rate, { nil: undefined }),
  cacheWrite1h: fc.option(rate, { nil: undefined }),
  output: rate,
});
const tokens = fc.integer({ min: 0, max: 300_000 });

test("no call costs more than was kept for it, however its tokens are counted", () => {
  fc.assert(
    fc.property(
      price,
      tokens,
      tokens,
      fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }),
      (each, most, output, shares) => {
        const [a = 0, b = 0, c = 0, d = 0] = shares;
        const inputTokens = Math.floor((most * a) / 100);
        const cachedInputTokens = Math.floor((inputTokens * b) / 200);
        const cacheWriteTokens = Math.floor(((inputTokens - cachedInputTokens) * c) / 100);
        const cost = costNanoUsdOf(
          {
            inputTokens,
            cachedInputTokens,
            cacheWriteTokens,
            cacheWrite1hTokens: Math.floor((cacheWriteTokens * d) / 100),
            outputTokens: Math.floor((output * d) / 100),
            reasoningTokens: 0,
          },
          // A rate for what is read from a cache is never above the one for new input.
          { ...each, cacheRead: Math.min(each.cacheRead ?? each.input, each.input) },
        );
        expect(cost <= costAtMost(most, output, each)).toBe(true);
      },
    ),
  );
});

test("a question is estimated above what it can be, and closer once one like it was counted", () => {
  const prompt = renderTriagePrompt({ text: "502 on /checkout since 10:02" });
  const loose = inputTokensAtMost(prompt, null, null);
  // Every token of English stands for more than three characters.
  expect(loose).toBeGreaterThan((prompt.system.length + prompt.user.length) / 3);
  const seen = inputTokensAtMost(prompt, null, 4_000);
  expect(seen).toBeLessThan(loose);
  expect(seen).toBeGreaterThan(4_000);
});

test("a ticket counts byte by byte: no tokenizer makes more of it", () => {
  const of = (user: string) => inputTokensAtMost({ system: "", user }, null, null);
  expect(of("漢字") - of("")).toBe(6);
  const again = inputTokensAtMost({ system: "", user: "" }, { complaint: "abc", answer: "defg" }, null);
  expect(again - of("")).toBeGreaterThanOrEqual(7);
});
