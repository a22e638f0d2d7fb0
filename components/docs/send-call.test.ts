import { expect, test } from "vitest";
import type { Parameter } from "./openapi-document.ts";
import { addressOf, headersOf } from "./send-call.ts";

const parameter = (name: string, place: Parameter["in"]): Parameter => ({
  name,
  in: place,
  required: false,
  schema: {},
});

test("fills in the path and appends only the query parameters that have a value", () => {
  const parameters = [parameter("id", "path"), parameter("q", "query"), parameter("limit", "query")];
  const values = { id: "tri_a/b", q: "disk full", limit: "" };
  expect(addressOf({ path: "/api/v1/triage/{id}", parameters, values })).toBe(
    "/api/v1/triage/tri_a%2Fb?q=disk+full",
  );
});

test("sends only the header parameters that have a value", () => {
  const parameters = [
    parameter("idempotency-key", "header"),
    parameter("prefer", "header"),
    parameter("q", "query"),
  ];
  const values = { "idempotency-key": "order-7", prefer: "", q: "disk" };
  expect(headersOf({ parameters, values })).toEqual({ "idempotency-key": "order-7" });
});
