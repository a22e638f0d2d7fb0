import { expect, test } from "vitest";
import { harmlessItems, sensitiveItems } from "../../e2e/redaction-corpus.ts";
import { createRedactor, detectors } from "./redactor.ts";

const redact = createRedactor({ detectors, limitMs: 60_000 });

const redacted = async (text: string) => (await redact({ texts: [text], record: {} })).texts.join();
const seeds = [1, 2, 3];

test.each(seeds)("no secret and no personal item of the corpus is left, seed %i", async (seed) => {
  const items = sensitiveItems(seed);
  expect(items.length).toBeGreaterThanOrEqual(150);
  const left: string[] = [];
  for (const { name, value, text } of items) {
    expect(text).toContain(value);
    if ((await redacted(text)).includes(value)) left.push(`${name}: ${text}`);
  }
  expect(left).toEqual([]);
});

test.each(seeds)("none is left in metadata either, wherever it stands there, seed %i", async (seed) => {
  const items = sensitiveItems(seed);
  // Three digits of a card stand in other numbers by chance.
  const values = items.map(({ value }) => value).filter((value) => value.length > 4);
  const record = Object.fromEntries(items.map(({ name, text }) => [name, { note: [text] }]));
  const { record: answer } = await redact({ texts: [], record });
  const written = JSON.stringify(answer);
  expect(values.filter((value) => written.includes(JSON.stringify(value).slice(1, -1)))).toEqual([]);
});

test.each(seeds)("at most 2 % of the look-alikes are touched, seed %i", async (seed) => {
  const items = harmlessItems(seed);
  expect(items.length).toBeGreaterThanOrEqual(300);
  const touched: string[] = [];
  for (const { name, text } of items) {
    const answer = await redacted(text);
    if (answer !== text) touched.push(`${name}: ${answer}`);
  }
  expect(touched.length / items.length, touched.join("\n")).toBeLessThanOrEqual(0.02);
});

test("what is redacted stays as it is when it is redacted again", async () => {
  const changed: string[] = [];
  for (const { text } of sensitiveItems(4)) {
    // As the end of a sentence, in brackets, before the next part of one.
    for (const behind of ["", ".", ").", ", it says"]) {
      const once = await redacted(text + behind);
      const twice = await redacted(once);
      if (twice !== once) changed.push(`${once} -> ${twice}`);
    }
  }
  expect(changed).toEqual([]);
});
