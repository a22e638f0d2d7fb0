import fc from "fast-check";
import { expect, test } from "vitest";
import { gatesListSchema } from "#lib/contracts/eval-gates.ts";
import { measureNames } from "#lib/contracts/eval-measures.ts";
import { setGatesSchema } from "#lib/contracts/eval-set.ts";
import { draftOf, gateOf, newDraft } from "./gate-draft.ts";

const words = fc.stringMatching(/^[a-z]{1,20}$/);
const limit = fc.record({
  check: fc.constantFrom("at_least" as const, "at_most" as const),
  measure: fc.constantFrom(...measureNames),
  value: fc.integer({ min: 0, max: 100_000 }).map((value) => value / 1000),
  why: words,
});
const gate = fc.oneof(
  limit,
  fc.record({
    check: fc.constant("cases_pass" as const),
    cases: fc.array(words, { minLength: 1, maxLength: 5 }),
    why: words,
  }),
  fc.record({ check: fc.constant("no_regression" as const), why: words }),
);

test("a gate that is opened and saved untouched is the gate that it was", () => {
  fc.assert(
    fc.property(gate, (given) => {
      expect(gatesListSchema.parse([gateOf(draftOf(given))])).toEqual([given]);
    }),
  );
});

test("what is not filled in is named by the schema of the API", () => {
  const { error } = setGatesSchema.safeParse({ gates: [gateOf(newDraft())], reason: " " });
  expect(error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
    ["gates.0.value", "must be a number"],
    ["gates.0.why", "say what it is good for"],
    ["reason", "say why"],
  ]);
});

test("per cent and a comma are what people type", () => {
  const draft = { ...newDraft(), value: "85,5", why: "x" };
  expect(gateOf(draft)).toMatchObject({ value: 0.855 });
  expect(gateOf({ ...draft, measure: "ms", value: "1200" })).toMatchObject({ value: 1200 });
});
