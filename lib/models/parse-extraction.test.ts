import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExtraction } from "./parse-extraction.ts";
import { triageExampleV1 } from "./prompts/triage-v1.ts";

const good = JSON.stringify(triageExampleV1.answer);

test.each([
  ["as it stands", good, false],
  ["with blanks around", `\n ${good}\n`, false],
  ["in a fence", `\`\`\`json\n${good}\n\`\`\``, true],
  ["after an explanation", `Here you are: ${good}`, true],
  ["before a remark with braces", `${good} {that is all}`, true],
  ["twice", `${good}${good}`, true],
])("reads an answer %s", (_, text, repaired) => {
  expect(parseExtraction(text)).toEqual({ ok: true, extraction: triageExampleV1.answer, repaired });
});

test("takes braces and quotes inside strings for what they are", () => {
  const tricky = { ...triageExampleV1.answer, summary: 'a "}" and \\ and { in a log' };
  const parsed = parseExtraction(`Answer:\n${JSON.stringify(tricky)}`);
  expect(parsed).toMatchObject({ ok: true, repaired: true, extraction: { summary: tricky.summary } });
});

test("does not complete what was cut off", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: good.length - 1 }), (length) => {
      expect(parseExtraction(good.slice(0, length)).ok).toBe(false);
    }),
  );
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
