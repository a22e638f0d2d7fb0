import { expect, test } from "vitest";
import { roles } from "#lib/contracts/access.ts";
import { commandsFor, matching } from "./commands.ts";

const idsFor = (role: (typeof roles)[number]) =>
  commandsFor(role).flatMap(({ items }) => items.map(({ id }) => id));

test("a role is offered what it may do and nothing else", () => {
  expect(idsFor("agent")).toEqual(expect.arrayContaining(["new-ticket", "/tickets", "theme-dark"]));
  expect(idsFor("agent")).not.toEqual(expect.arrayContaining(["next-review"]));
  expect(idsFor("agent").filter((id) => id.startsWith("/settings"))).toEqual([]);
  expect(idsFor("agent")).toContain("compare-runs");
  expect(idsFor("agent")).not.toContain("start-run");
  expect(idsFor("reviewer")).toEqual(expect.arrayContaining(["next-review", "start-run"]));
  expect(idsFor("manager")).not.toContain("new-prompt");
  expect(idsFor("admin")).toContain("new-prompt");
  expect(idsFor("admin")).toEqual(expect.arrayContaining(["new-key", "/settings/keys", "/settings/audit"]));
});

test.each(roles)("no two commands of a %s are the same", (role) => {
  const ids = idsFor(role);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each([
  ["api key", ["/settings/keys", "new-key"]],
  ["THEME dark", ["theme-dark", "theme-light", "theme-system"]],
  ["eval run", ["compare-runs", "start-run"]],
  ["prompt draft", ["new-prompt"]],
  ["nothing of the kind", []],
])("finds %j by its words in any order", (text, ids) => {
  const found = matching(commandsFor("admin"), text).flatMap(({ items }) => items.map(({ id }) => id));
  expect(found.sort()).toEqual(ids);
});
