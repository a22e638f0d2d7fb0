import fc from "fast-check";
import { expect, test } from "vitest";
import { safeNextPath } from "./next-path.ts";

test.each(["/", "/tickets", "/tickets?severity=P0,P1&q=a%20b#x"])("goes back to %s", (path) => {
  expect(safeNextPath(path)).toBe(path);
});

test.each([
  null,
  undefined,
  "",
  "tickets",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "\\\\evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "/sign-in?next=/x",
])("goes home instead of to %j", (next) => {
  expect(safeNextPath(next)).toBe("/");
});

test("never leaves the site, whatever it is given", () => {
  fc.assert(
    fc.property(fc.string(), (tail) => {
      const url = new URL(safeNextPath(`/${tail}`), "https://console.example");
      expect(url.origin).toBe("https://console.example");
    }),
  );
});
