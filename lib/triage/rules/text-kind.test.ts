import { expect, test } from "vitest";
import { textKindOf } from "./text-kind.ts";

test.each([
  ["[FIRING:1] DiskFull\nhost=db-3 mount=/var at 97 %", "alert"],
  ["2026-05-02 10:11:12 ERROR worker-3 lost its lease\n2026-05-02 10:11:13 INFO retrying", "log"],
  ["Traceback (most recent call last):\n  File \"a.py\", line 3, in main\nKeyError: 'id'", "stacktrace"],
  ["Since this morning I cannot print on floor 2", "ticket"],
  ["Postmortem: on March 3 the queue stood still for two hours", "postmortem"],
] as const)("%j looks like: %s", (text, kind) => {
  expect(textKindOf(text)).toBe(kind);
});
