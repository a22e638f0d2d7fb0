import fc from "fast-check";
import { expect, test } from "vitest";
import { highlight } from "./highlight.ts";

const marked = (text: string, quotes: string[]) =>
  highlight(text, quotes)
    .filter((segment) => segment.quotes.length > 0)
    .map((segment) => [segment.text, ...segment.quotes]);

test("leaves a text without quotes whole", () => {
  expect(highlight("all is well", [])).toEqual([{ text: "all is well", quotes: [] }]);
  expect(highlight("", ["x"])).toEqual([]);
});

test("marks each quote at its first place", () => {
  expect(marked("down, up, down", ["down", "up"])).toEqual([
    ["down", 0],
    ["up", 1],
  ]);
});

test("gives one segment to facts that quote the same words", () => {
  expect(marked("70 % of requests fail", ["requests fail", "requests fail"])).toEqual([
    ["requests fail", 0, 1],
  ]);
});

test("cuts overlapping quotes into segments that know all of them", () => {
  expect(marked("cannot open any page", ["cannot open", "open any"])).toEqual([
    ["cannot ", 0],
    ["open", 0, 1],
    [" any", 1],
  ]);
});

test("keeps a quote inside another one", () => {
  expect(marked("six nodes in eu-west", ["six nodes in eu-west", "nodes"])).toEqual([
    ["six ", 0],
    ["nodes", 0, 1],
    [" in eu-west", 0],
  ]);
});

test("finds words that were copied with other spacing or case", () => {
  expect(marked("Connection\n   REFUSED by host", ["connection refused"])).toEqual([
    ["Connection\n   REFUSED", 0],
  ]);
});

test("reads a quote as words, not as a pattern", () => {
  expect(marked("f(x) [0] $1", ["F(X) [0]", ".*"])).toEqual([["f(x) [0]", 0]]);
});

test("ignores a quote that is empty or not in the text", () => {
  expect(marked("disk full", ["", "  ", "memory"])).toEqual([]);
});

test("gives the text again, whatever is quoted", () => {
  const word = fc.stringMatching(/^[a-c \n]{0,6}$/);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), word, fc.array(word), (head, tail, quotes) => {
      const text = head + tail;
      const segments = highlight(text, quotes);
      expect(segments.map((segment) => segment.text).join("")).toBe(text);
      expect(segments.every((segment) => segment.text !== "")).toBe(true);
    }),
  );
});
