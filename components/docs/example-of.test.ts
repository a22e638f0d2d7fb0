import { expect, test } from "vitest";
import { exampleOf } from "./example-of.ts";
import type { Schema } from "./openapi-document.ts";

const schemas: Record<string, Schema> = {
  Level: { type: "string", enum: ["P0", "P1"] },
  Tree: { type: "object", required: ["next"], properties: { next: { $ref: "#/components/schemas/Tree" } } },
};

const request: Schema = {
  type: "object",
  required: ["text", "levels"],
  properties: {
    text: { type: "string", examples: ["502 on /checkout"] },
    levels: { type: "array", items: { $ref: "#/components/schemas/Level" }, minItems: 2 },
    note: { anyOf: [{ type: "string" }, { type: "null" }] },
    at: { type: "string", format: "date-time" },
  },
};

test("gives what a caller has to send", () => {
  expect(exampleOf(request, schemas, { whole: false })).toEqual({
    text: "502 on /checkout",
    levels: ["P0", "P0"],
  });
});

test("gives a whole answer", () => {
  expect(exampleOf(request, schemas, { whole: true })).toEqual({
    text: "502 on /checkout",
    levels: ["P0", "P0"],
    note: "…",
    at: "2026-01-01T10:02:00.000Z",
  });
});

test("ends where a schema contains itself", () => {
  expect(
    JSON.stringify(exampleOf({ $ref: "#/components/schemas/Tree" }, schemas, { whole: true })),
  ).toContain("null");
});
