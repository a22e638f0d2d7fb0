import fc from "fast-check";
import { expect, test } from "vitest";
import { runbookQueries } from "./runbook-query.ts";
import { stemOf } from "./terms.ts";

const weightOf = (text: string, word: string) =>
  runbookQueries(text).close.terms.find(({ term }) => term === stemOf(word))?.weight ?? 0;

test("the same alert asks for the same name in every layout", () => {
  const layouts = [
    '{"alerts":[{"status":"firing","labels":{"alertname":"QueueGrowsFast"},"annotations":{"summary":"Queue grows"}}]}',
    "[FIRING:1] QueueGrowsFast (mail-3 eu)\nLabels\n - alertname = QueueGrowsFast\n",
    ":rotating_light: QueueGrowsFast is firing since 10:00 UTC\n*Queue grows*",
    "Please look at QueueGrowsFast again",
  ];
  for (const text of layouts) expect(runbookQueries(text).close.names).toContain("queuegrowsfast");
});

test("what an alert says counts more than where it was", () => {
  const text = "[FIRING:1] DiskFills (node-7)\n - summary = the disk fills\n - team = harbour\n";
  expect(weightOf(text, "fills")).toBeGreaterThan(weightOf(text, "harbour"));
});

test("names of machines, ids and times are not looked for", () => {
  const { terms } = runbookQueries(
    "checkout-7f9c4-x2x1 on node-17 at 2026-02-03T04:05:06Z sees timeouts",
  ).close;
  expect(terms.map(({ term }) => term)).not.toEqual(expect.arrayContaining(["x2x1", "7f9c4"]));
  expect(terms.map(({ term }) => term)).toEqual(expect.arrayContaining(["node", "timeout"]));
});

test("of a very long text the lines with errors are read to its end", () => {
  const filler = "all is well here today\n".repeat(4_000);
  expect(weightOf(`${filler}ERROR quicksilver overflow\n`, "quicksilver")).toBeGreaterThan(0);
});

test("is bounded whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const { terms, names, sentences } = runbookQueries(text.repeat(100)).close;
      expect(terms.length).toBeLessThanOrEqual(96);
      expect(names.length).toBeLessThanOrEqual(4);
      expect(sentences.length).toBeLessThanOrEqual(80);
    }),
    { numRuns: 40 },
  );
});

test.each([
  "a".repeat(100_000),
  "A1_".repeat(33_000),
  "(".repeat(100_000),
  "x=".repeat(50_000),
  '{"a":'.repeat(16_000),
])("a hostile text is read like any other", (text) => {
  expect(runbookQueries(text).close.terms.length).toBeLessThanOrEqual(96);
});
