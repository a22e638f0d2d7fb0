import { expect, test } from "vitest";
import type { Facts } from "#lib/contracts/facts.ts";
import { rowsOfEvidence, rowsOfFacts } from "./fact-rows.ts";

test("gathers the words of the same fact and value in one row", () => {
  expect(
    rowsOfEvidence([
      { fact: "cue", value: "infra (strong)", quote: "502" },
      { fact: "scope", value: "all", quote: "every customer" },
      { fact: "cue", value: "infra (strong)", quote: "pods" },
      { fact: "cue", value: "infra (strong)", quote: "502" },
      { fact: "cue", value: "app (weak)", quote: "502" },
    ]),
  ).toEqual([
    { fact: "Category cue", value: "infra (strong)", quotes: ["502", "pods"] },
    { fact: "Who is hit", value: "all", quotes: ["every customer"] },
    { fact: "Category cue", value: "app (weak)", quotes: ["502"] },
  ]);
});

test("lists what the text does not say, too", () => {
  const silent = { quote: null };
  const facts: Facts = {
    kind: { value: "incident", ...silent },
    scope: { value: "unknown", ...silent },
    capability: { value: "core_down", quote: "cannot open" },
    harms: [{ value: "data_lost", certainty: "likely", quote: "rows are gone" }],
    attack: { value: "none", ...silent },
    trend: { value: "unknown", ...silent },
    workaround: { value: "unknown", ...silent },
    environment: { value: "unknown", ...silent },
    deadline: { value: "none", ...silent },
    level: { value: "unknown", ...silent },
    cues: [],
  };
  const rows = rowsOfFacts(facts);
  expect(rows).toHaveLength(10);
  expect(rows[1]).toEqual({ fact: "Who is hit", value: "unknown", quotes: [] });
  expect(rows[2]).toEqual({ fact: "What is lost", value: "core down", quotes: ["cannot open"] });
  expect(rows.at(-1)).toEqual({ fact: "Harm", value: "data lost (likely)", quotes: ["rows are gone"] });
});
