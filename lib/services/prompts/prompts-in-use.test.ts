import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInPrompt } from "#lib/models/prompts.ts";
import { builtInPrompts, choosePrompt, type PromptsInUse } from "./prompts-in-use.ts";

const prompt = { ...builtInPrompt, version: "abcdefabcdef" };
const split = (percent: number): PromptsInUse => ({ ...builtInPrompts, candidate: { prompt, percent } });
const prints = Array.from({ length: 4_000 }, (_, index) => `print ${index}`);
const shareOf = (percent: number) =>
  prints.filter((print) => choosePrompt(split(percent), print).arm === "candidate").length / prints.length;

test("without a candidate everybody has the prompt in use", () => {
  expect(choosePrompt(builtInPrompts, "x")).toEqual({ prompt: builtInPrompt, arm: "active" });
});

test.each([1, 20, 50, 99])("about %i percent of the incidents get the candidate", (percent) => {
  expect(Math.abs(shareOf(percent) - percent / 100)).toBeLessThan(0.03);
});

test("an incident always has the same prompt, and a larger share takes nobody out", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 98 }), (print, percent) => {
      const chosen = choosePrompt(split(percent), print);
      expect(choosePrompt(split(percent), print)).toEqual(chosen);
      if (chosen.arm === "candidate") expect(choosePrompt(split(percent + 1), print).arm).toBe("candidate");
    }),
  );
});
