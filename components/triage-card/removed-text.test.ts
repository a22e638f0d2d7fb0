import { expect, test } from "vitest";
import { oneRemoved, removedText } from "./removed-text.ts";

test("says how many things of which kind were removed, people's first", () => {
  expect(removedText({ password: 1, email: 2 })).toBe(
    "3 things were removed: 2 e-mail addresses, 1 password",
  );
  expect(removedText({ "aws-key": 1 })).toBe("1 thing was removed: 1 AWS key");
});

test("says nothing when nothing was removed", () => {
  expect(removedText({})).toBeNull();
});

test("says what stood at a place", () => {
  expect(oneRemoved("email")).toBe("an e-mail address was removed");
  expect(oneRemoved("phone")).toBe("a phone number was removed");
});
