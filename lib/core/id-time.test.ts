import { expect, test } from "vitest";
import { idTime, momentOfIdTime } from "./id-time.ts";
import { systemRuntime } from "./runtime.ts";

test("ids made before a moment sort before what ids of that moment begin with, later ones behind it", () => {
  const before = Date.now() - 1;
  const id = systemRuntime.newId("tkt");
  const after = Date.now() + 1;
  expect(`tkt_${idTime(before)}` < id).toBe(true);
  expect(`tkt_${idTime(after)}` > id).toBe(true);
});

test.each([
  [0, "0000000000"],
  [31, "000000000z"],
  [2 ** 48 - 1, "7zzzzzzzzz"],
])("%d is %s", (atMs, expected) => {
  expect(idTime(atMs)).toBe(expected);
  expect(momentOfIdTime(expected)).toBe(atMs);
});

test.each(["", "0", "nothing", "000000000u", "00000000000"])("%j is no time of an id", (text) => {
  expect(momentOfIdTime(text)).toBeNaN();
});
