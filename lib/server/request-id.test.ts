import { expect, test } from "vitest";
import { acceptedRequestId } from "./request-id.ts";

test.each([
  "req_01jd4m3y8ze0xv6t8k1w2q9f5c",
  "8f14e45f-ceea-467f-9b3a-aa5a1f7c6b2d",
  "4bf92f3577b34da6a3ce929d0e0e4736",
  "deploy-17.retry_2",
  "00f067aa0ba902b7",
  "01JD4M3Y8ZE0XV6T8K1W2Q9F5C",
])("the caller's id %s is kept", (id) => {
  expect(acceptedRequestId(id)).toBe(id);
});

test.each([
  ["a token", `gh${"p_"}${"a1B2".repeat(9)}`],
  ["a key of this gateway", `t${"g_"}${"a1B2c3".repeat(6)}`],
  ["a card", ["4111", "1111", "1111", "1111"].join("-")],
  ["a phone number", "415-555-0132"],
  ["a secret without a form", "kX8vQ2mN4pR7tW9zB3cF6hJ1"],
  ["a word that may be a password", "hunter2"],
  ["words", "two words"],
  ["nothing", ""],
  ["too much", "a".repeat(65)],
  ["a list", ["a"]],
])("an id that is %s is replaced", (_, id) => {
  expect(acceptedRequestId(id)).toMatch(/^req_/);
});
