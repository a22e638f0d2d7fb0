import fc from "fast-check";
import { expect, test } from "vitest";
import { caseHash, caseLine, parseCases, setVersionOf } from "./case-file.ts";

const line = (fields: object) => JSON.stringify({ id: "a", text: "502 at checkout", ...fields });

test("reads lines in order, with or without labels, and says which line is wrong", () => {
  expect(
    parseCases("f", `${line({})}\n\n${line({ id: "b", category: "data" })}\n`).map(({ id }) => id),
  ).toEqual(["a", "b"]);
  const wrong: [string, RegExp][] = [
    ["", /no cases/],
    [`${line({})}\nnot json`, /f:2 is not JSON/],
    [line({ category: "weather" }), /f:1 category/],
    [line({ text: "  " }), /f:1 text/],
    [`${line({})}\n${line({})}`, /f:2 the id a is used twice/],
    ["[1]", /f:1/],
  ];
  for (const [content, message] of wrong) expect(() => parseCases("f", content), content).toThrow(message);
});

test("a byte order mark and fields of others are no harm", () => {
  expect(parseCases("f", `\uFEFF${line({ source: "x", licence: 1 })}`)).toHaveLength(1);
});

test("the version names the content and the order, not how the file writes it", () => {
  const [one] = parseCases("f", line({ category: "data", tags: ["x"] }));
  const [same] = parseCases(
    "f",
    JSON.stringify({ tags: ["x"], category: "data", text: " 502 at checkout ", id: "a" }),
  );
  const [other] = parseCases("f", line({ category: "infra", tags: ["x"] }));
  if (!one || !same || !other) throw new Error("three lines are three cases");
  expect(caseHash(one)).toBe(caseHash(same));
  expect(caseHash(one)).not.toBe(caseHash(other));
  expect(setVersionOf(["1", "2"])).not.toBe(setVersionOf(["2", "1"]));
});

test("what is exported reads back as it was", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.array(fc.string({ minLength: 1 }), { maxLength: 5 }),
      (text, tags) => {
        fc.pre(text.trim().length > 0 && tags.every((tag) => tag.trim().length > 0));
        const [given] = parseCases("f", JSON.stringify({ id: "x", text, tags, dup_of: null }));
        if (!given) throw new Error("one line is one case");
        const [again] = parseCases("f", caseLine(given));
        expect(again && caseHash(again)).toBe(caseHash(given));
      },
    ),
  );
});
