import { expect, test } from "vitest";
import { buildCard } from "./card.ts";
import { canonicalLines, fingerprint } from "./fingerprint.ts";
import { extractWithRules } from "./rules/extract.ts";

const nested = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
const wideKey = "k".repeat(50_000);
const wide = JSON.stringify({
  [wideKey]: Object.fromEntries(Array.from({ length: 8000 }, (_, index) => [index, 1])),
});

test.each([
  ["one long key above many leaves", wide],
  ["deep nesting", nested],
  ["many alerts", JSON.stringify(Array.from({ length: 2000 }, () => ({ labels: { name: "x".repeat(40) } })))],
  ["only line breaks", "\n".repeat(100_000)],
])("what is read of a text does not outgrow it: %s", (_name, text) => {
  const read = canonicalLines(text).join("\n").length;
  expect(read).toBeLessThanOrEqual(2 * text.length);
  expect(fingerprint(text)).toMatch(/^[0-9a-f]{16}$/);
});

const inherited = Object.getOwnPropertyNames(Object.prototype);

test.each(inherited.map((name) => [name]))("a word that every object knows is a word: %s", (name) => {
  for (const text of [
    name,
    `TypeError in ${name}Prototype and my${name}`,
    `{"${name}": {"${name}": 5}}`,
    `5 ${name}s`,
  ]) {
    const { card } = buildCard({ extraction: extractWithRules({ text }), text, extractor: "rules" });
    expect(card.steps).toHaveLength(3);
    expect(fingerprint(text)).toMatch(/^[0-9a-f]{16}$/);
  }
});
