import { expect, test } from "vitest";
import { localMinute, momentOf } from "./local-minute.ts";

test("a moment survives the way into a field and back, to the minute", () => {
  const moment = "2026-03-29T00:59:00.000Z";
  expect(momentOf(localMinute(moment))).toBe(moment);
});

test("an empty or broken field is no moment", () => {
  expect(momentOf(undefined)).toBeUndefined();
  expect(momentOf("soon")).toBeUndefined();
  expect(localMinute(undefined)).toBeUndefined();
});
