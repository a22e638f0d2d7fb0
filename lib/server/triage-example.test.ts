import { expect, test } from "vitest";
import { triageSchema } from "#lib/contracts/triage.ts";
import { triageExample } from "./triage-example.ts";

test("the documentation's triage is one, whole", () => {
  expect(triageSchema.parse(triageExample)).toEqual(triageExample);
});
