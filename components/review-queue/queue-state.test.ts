import { expect, test } from "vitest";
import { addressOfQueue, isNarrowed, queueStateOf } from "./queue-state.ts";

const read = (query: string) => queueStateOf(new URLSearchParams(query));

test.each(["", "view=escalated", "severity=P0%2CP1&reason=asked&view=decided", "category=data&path=rules"])(
  "'%s' is kept by the address bar",
  (query) => {
    expect(addressOfQueue(read(query))).toBe(query);
  },
);

test("what an address says wrongly is as if it were not there", () => {
  expect(read("view=mine&severity=P9&category=data&reason=")).toEqual({
    view: "open",
    filters: { category: ["data"] },
  });
});

test("a view alone narrows nothing", () => {
  expect(isNarrowed(read("view=escalated").filters)).toBe(false);
  expect(isNarrowed(read("path=rules").filters)).toBe(true);
});
