import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+49 30", "'+49 30"],
  ["-1", "'-1"],
  ["@sum", "'@sum"],
  ["\t=1", "'\t=1"],
  ['say "hi", now', '"say ""hi"", now"'],
  ["two\nlines", '"two\nlines"'],
  ["=a,b", `"'=a,b"`],
  [-1.5, "-1.5"],
  [null, ""],
])("%j is written as %s", (cell, written) => {
  expect(csvOf(["name"], [[cell]])).toBe(`name\r\n${written}\r\n`);
});
