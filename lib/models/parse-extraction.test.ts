import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExtraction } from "./parse-extraction.ts";
import { triageExampleV1 } from "./prompts/triage-v1.ts";

const good = JSON.stringify(triageExampleV1.answer);

test.each([
  ["as it stands", good, []],
  ["with blanks around", `\n ${good}\n`, []],
  ["in a fence", `\`\`\`json\n${good}\n\`\`\``, ["fence"]],
  ["in a fence after an explanation", `Here:\n\`\`\`\n${good}\n\`\`\``, ["fence"]],
  ["after an explanation", `Here you are: ${good}`, ["surrounding_text"]],
  ["before a remark with braces", `${good} {that is all}`, ["surrounding_text"]],
  ["twice", `${good}${good}`, ["surrounding_text"]],
  ["with a comma too many", good.replace("]}", "],}"), ["punctuation"]],
  ["without a colon", good.replace('"facts":', '"facts" '), ["punctuation"]],
  ["without a comma", good.replace('},"scope"', '} "scope"'), ["punctuation"]],
  ["with a comment", good.replace("{", "{ /* facts first */"), ["punctuation"]],
  ["in the quotes of another language", good.replaceAll('"value"', "'value'"), ["punctuation"]],
  ["with constants of another language", good.replaceAll("null", "None"), ["punctuation"]],
  ["with a line break inside a string", good.replace(" in production", "\n in production"), ["punctuation"]],
  [
    "in a fence and with a comma too many",
    `\`\`\`json\n${good.replace("]}", "],}")}\n\`\`\``,
    ["fence", "punctuation"],
  ],
  ["with fields nobody asked for", good.replace("{", '{"note": "x", '), ["surplus_fields"]],
  ["with such fields deep inside", good.replace('"kind":{', '"kind":{"why": "x", '), ["surplus_fields"]],
])("reads an answer %s", (_, text, repairs) => {
  const parsed = parseExtraction(text);
  expect(parsed).toMatchObject({ ok: true, repairs });
  // A line break belongs to the value; everything else is as the model wrote it.
  const read = JSON.stringify(parsed.ok && parsed.extraction).replaceAll(
    "\\n in production",
    " in production",
  );
  expect(JSON.parse(read)).toEqual(triageExampleV1.answer);
});

test("takes braces and quotes inside strings for what they are", () => {
  const tricky = { ...triageExampleV1.answer, summary: 'a "}" and \\ and { in a log' };
  const parsed = parseExtraction(`Answer:\n${JSON.stringify(tricky)}`);
  expect(parsed).toMatchObject({
    ok: true,
    repairs: ["surrounding_text"],
    extraction: { summary: tricky.summary },
  });
});

test("does not complete what was cut off", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: good.length - 1 }), (length) => {
      expect(parseExtraction(good.slice(0, length)).ok).toBe(false);
    }),
  );
});

test("nor what was cut off and closed by somebody else's brace", () => {
  const half = good.slice(0, good.indexOf('"summary"'));
  expect(parseExtraction(`${half}}`).ok).toBe(false);
  expect(parseExtraction(`${half}"summary": "Half a sen}`).ok).toBe(false);
});

test("tells the model what was expected, in words of the schema alone", () => {
  const wrong = JSON.stringify({
    ...triageExampleV1.answer,
    facts: { ...triageExampleV1.answer.facts, scope: { value: "hunter2", quote: null } },
    steps: ["one"],
  });
  const parsed = parseExtraction(wrong);
  expect(parsed).toMatchObject({
    ok: false,
    complaint:
      "- facts.scope.value: invalid_value, expected one of all, many, some, one, none, unknown\n- steps: too_small, expected at least 3",
  });
});

test("a hostile text takes no time to be refused", () => {
  for (const text of [
    "{".repeat(500_000),
    '{"a":'.repeat(100_000),
    `{${'"'.repeat(60_000)}}`,
    `{${"[".repeat(60_000)}}`,
  ]) {
    expect(parseExtraction(text).ok).toBe(false);
  }
});

test("never throws, and does not repeat the text in its detail", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.string().map((text) => `{${text}`),
      ),
      (text) => {
        const parsed = parseExtraction(text);
        if (!parsed.ok)
          expect(parsed.detail).toMatch(/^(?:empty answer|not JSON|does not match the schema: .+)$/);
      },
    ),
  );
});

test.each([
  ["a summary that is too long", { summary: "x".repeat(601) }],
  ["a step that is too long", { steps: ["a", "b", "x".repeat(301)] }],
  ["a confidence above one", { stated: { category: "app", severity: "P2", confidence: 1.2 } }],
])("refuses %s instead of trimming it", (_, change) => {
  expect(parseExtraction(JSON.stringify({ ...triageExampleV1.answer, ...change })).ok).toBe(false);
});
