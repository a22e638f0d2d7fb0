import fc from "fast-check";
import { expect, test } from "vitest";
import { stepPairs, wordDiff } from "./word-diff.ts";

test("shows the words that changed among those that stayed", () => {
  expect(wordDiff("Roll back checkout to 4.1 now", "Roll back payments to 4.1 now")).toEqual([
    { kind: "same", text: "Roll back " },
    { kind: "removed", text: "checkout" },
    { kind: "added", text: "payments" },
    { kind: "same", text: " to 4.1 now" },
  ]);
});

test("texts with little in common stand one after the other", () => {
  expect(wordDiff("Disk of the primary is full", "Nobody can sign in at all")).toEqual([
    { kind: "removed", text: "Disk of the primary is full" },
    { kind: "added", text: "Nobody can sign in at all" },
  ]);
  expect(wordDiff("", "new")).toEqual([{ kind: "added", text: "new" }]);
});

test("the parts of each side make up that side", () => {
  const text = fc
    .array(fc.constantFrom("disk", "full", " ", "\n", "é", "502,", "→"))
    .map((parts) => parts.join(""));
  const side = (parts: ReturnType<typeof wordDiff>, other: "added" | "removed") =>
    parts
      .filter(({ kind }) => kind !== other)
      .map((part) => part.text)
      .join("");
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = wordDiff(before, after);
      expect(side(parts, "added")).toBe(before);
      expect(side(parts, "removed")).toBe(after);
    }),
  );
});

test("only the steps that changed are told, each with its place", () => {
  expect(stepPairs("a\nb\nc", "a\nx\nc")).toEqual([{ place: 2, before: "b", after: "x" }]);
  expect(stepPairs("a\nb\nc\nd", "a\nb\nc")).toEqual([
    { place: null, before: "a\nb\nc\nd", after: "a\nb\nc" },
  ]);
});
