import { expect, test } from "vitest";
import { placeInRunbook } from "./place-in-runbook.ts";

test.each([
  ["Disk is full", "Diagnosis", "Disk is full › Diagnosis"],
  ["Disk is full", "Disk is full", "Disk is full"],
  ["Disk is full", "", "Disk is full"],
])("of %s at %o is named %s", (title, section, name) => {
  expect(placeInRunbook({ title, section })).toBe(name);
});
