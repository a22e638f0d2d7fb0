import { expect, test } from "vitest";
import { actionName, changesOf, stateText } from "./audit-words.ts";

test("an action reads as a sentence", () => {
  expect(actionName("user.role_changed")).toBe("User role changed");
});

test("names what differs, also what came or went", () => {
  expect(
    changesOf({
      before: { role: "agent", name: "Ada", old: 1 },
      after: { role: "admin", name: "Ada", now: [] },
    }),
  ).toEqual([
    { field: "role", before: "agent", after: "admin" },
    { field: "old", before: 1, after: undefined },
    { field: "now", before: undefined, after: [] },
  ]);
  expect(changesOf({ before: null, after: null })).toEqual([]);
});

test.each([
  [null, "none"],
  [[], "none"],
  [["triage:read", "admin"], "triage:read, admin"],
  [false, "no"],
  [0, "0"],
  [{ a: 1 }, '{"a":1}'],
])("shows %j as %j", (value, text) => {
  expect(stateText(value)).toBe(text);
});
