import { expect, test } from "vitest";
import { preferSchema } from "./prefer.ts";

test.each([
  "respond-async",
  "Respond-Async",
  "wait=10, respond-async",
  "respond-async; x=1, handling=lenient",
])("%s asks for an answer later", (value) => {
  expect(preferSchema.parse(value)).toBe("respond-async");
});

test.each(["", "wait=10", "respond-asynchronously", "no-respond-async", 'foo="respond-async"'])(
  "%s does not",
  (value) => {
    expect(preferSchema.parse(value)).toBeNull();
  },
);
