import { expect, test } from "vitest";
import { runbookAddress } from "./runbook-address.ts";

test("keeps the slashes of an id and nothing else that an address would read", () => {
  expect(runbookAddress("platform/Disk full?#1", 2)).toBe("/knowledge/platform/Disk%20full%3F%231#section-2");
  expect(runbookAddress("a")).toBe("/knowledge/a");
});
