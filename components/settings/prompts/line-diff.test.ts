import { expect, test } from "vitest";
import { lineDiff } from "./line-diff.ts";

const shown = (before: string, after: string) =>
  lineDiff(before, after).map(({ kind, text, lines }) => (kind === "skipped" ? lines : `${kind} ${text}`));
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index)).join("\n");

test("shows what differs with a little around it, and counts the rest", () => {
  const before = `${numbers(1, 10)}\nold\n${numbers(11, 20)}`;
  const after = `${numbers(1, 10)}\nnew\n${numbers(11, 20)}\nmore`;
  expect(shown(before, after)).toEqual([
    8,
    "same 9\n10",
    "removed old",
    "added new",
    "same 11\n12",
    6,
    "same 19\n20",
    "added more",
  ]);
});

test("equal texts differ in nothing", () => {
  expect(shown("a\nb", "a\nb")).toEqual([2]);
  expect(shown("a", "a")).toEqual(["same a"]);
});

test("of a short stretch nothing is hidden", () => {
  expect(shown("a\n1\n2\n3\n4\n5\nb", "x\n1\n2\n3\n4\n5\ny")).toEqual([
    "removed a",
    "added x",
    "same 1\n2\n3\n4\n5",
    "removed b",
    "added y",
  ]);
});
