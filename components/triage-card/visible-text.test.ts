import { expect, test } from "vitest";
import { visibleLine, visibleText } from "./visible-text.ts";

const read = (text: string) =>
  visibleText(text).map((piece) => (piece.kind === "text" ? piece.text : `<${piece.name}>`));

test("leaves ordinary text alone, with its tabs and lines", () => {
  expect(read("a\tb\nc\r\nd é 漢 🙂")).toEqual(["a\tb\nc\r\nd é 漢 🙂"]);
  expect(read("")).toEqual([]);
});

test("shows the escape character of terminal colours", () => {
  expect(read("\u001B[31mERROR\u001B[0m")).toEqual(["<ESC>", "[31mERROR", "<ESC>", "[0m"]);
});

test("takes the effect from marks that turn the reading direction", () => {
  expect(read("invoice\u202Egpj.exe")).toEqual(["invoice", "<RLO>", "gpj.exe"]);
});

test("names characters that have no picture by their number", () => {
  expect(read("a\u0085b\u2028c")).toEqual(["a", "<U+0085>", "b", "<U+2028>", "c"]);
});

test("shows a carriage return that would overwrite its line", () => {
  expect(read("50%\r100%")).toEqual(["50%", "<CR>", "100%"]);
});

test("leaves them out of a heading", () => {
  expect(visibleLine("\u001B[1minvoice\u202Egpj.exe")).toBe("[1minvoicegpj.exe");
});

test("marks what was removed, and nothing that only looks like it", () => {
  expect(read("from [email-1], see [1] and [email-x]")).toEqual([
    "from ",
    "<email-1>",
    ", see [1] and [email-x]",
  ]);
  expect(visibleText("[password-2]")).toEqual([
    { kind: "removed", name: "password-2", meaning: "a password was removed" },
  ]);
  expect(visibleLine("from [email-1]\u202E")).toBe("from [email-1]");
});
