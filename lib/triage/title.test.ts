import { expect, test } from "vitest";
import { titleMaxCharacters, titleOf } from "./title.ts";

test.each([
  ["a plain ticket", "Checkout is down\nsince 10:02", "Checkout is down"],
  ["leading rules and blank lines", "\n-----\n\nDisk full on db-3", "Disk full on db-3"],
  [
    "a JSON alert",
    '{"labels":{"alertname":"DiskFull"},"annotations":{"summary":"Disk of db-3 is full"}}',
    "Disk of db-3 is full",
  ],
  ["terminal colours", "\u001B[31mERROR\u001B[0m lost connection", "ERROR lost connection"],
  ["right-to-left marks", "\u202Eabc def", "abc def"],
  ["nothing readable", "\u0007\u0007", "(no readable text)"],
])("makes a title of %s", (_name, text, expected) => {
  expect(titleOf(text)).toBe(expected);
});

test("cuts a long line at the limit", () => {
  expect(titleOf("x".repeat(5000))).toHaveLength(titleMaxCharacters);
});
