import { expect, test } from "vitest";
import { pressKey, type ShortcutAction } from "./shortcut-keys.ts";

function press(...keys: string[]): ShortcutAction[] {
  let state: { prefix: string | null } = { prefix: null };
  return keys.flatMap((key) => {
    const pressed = pressKey(state, key);
    state = pressed.state;
    return pressed.action ? [pressed.action] : [];
  });
}

test("answers to a single key", () => {
  expect(press("j", "?")).toEqual([{ type: "next_row" }, { type: "show_keys" }]);
});

test("answers to a pair of keys, whatever their case", () => {
  expect(press("g", "t")).toEqual([{ type: "go", path: "/tickets" }]);
  expect(press("G", "N")).toEqual([{ type: "go", path: "/" }]);
});

test("forgets the first key when the second does not fit, and still hears the second", () => {
  expect(press("g", "j")).toEqual([{ type: "next_row" }]);
  expect(press("g", "x", "t")).toEqual([]);
  expect(press("g", "g", "t")).toEqual([{ type: "go", path: "/tickets" }]);
});

test("does nothing for the second key alone", () => {
  expect(press("t", "n", "q")).toEqual([]);
});
