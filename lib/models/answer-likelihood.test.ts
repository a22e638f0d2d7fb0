import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnswerToken, answerTokensIn, likelihoodOf } from "./answer-likelihood.ts";

const stated = { category: "data", severity: "P1", confidence: 0.9 } as const;
const opinion = (category: string, severity = "P1") =>
  `"stated":{"category":"${category}","severity":"${severity}","confidence":0.9}}`;

/** A text cut into pieces of a length, each with the logarithm of the share that `shareAt` gives for its place. */
const tokensOf = (text: string, length: number, shareAt: (start: number) => number = () => 1) =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, index): AnswerToken => {
    const token = text.slice(index * length, (index + 1) * length);
    return { token, logprob: Math.log(shareAt(index * length)) };
  });

const within = (text: string, value: string, share: number) => {
  const start = text.lastIndexOf(`"${value}"`) + 1;
  return (at: number) => (at >= start && at < start + value.length ? share : 1);
};

test("the letters of a value are multiplied, whatever pieces they came in", () => {
  const text = `{"facts":{},${opinion("data")}`;
  expect(likelihoodOf(tokensOf(text, 1, within(text, "data", 0.5)), stated)?.category).toBeCloseTo(0.0625);
  const whole = [...text.matchAll(/\w+|\W+/g)].map(([token]) => ({
    token,
    logprob: Math.log(token === "data" ? 0.7 : 1),
  }));
  expect(likelihoodOf(whole, stated)).toEqual({ category: expect.closeTo(0.7), severity: 1 });
});

test.each([
  [
    "a quote of the ticket with the same words",
    `{"quote":"{\\"stated\\":{\\"category\\":\\"app\\"","${opinion("data").slice(1)}`,
  ],
  ["white space", `{ "stated" : {\n  "category" : "data" ,\n  "severity" : "P1" } }`],
  ["a fence around it", `\`\`\`json\n{${opinion("data")}\n\`\`\``],
  ["the opinion first", `{"stated":{"severity":"P1","category":"data"},"facts":{}}`],
])("finds the opinion beside %s", (_, text) => {
  expect(likelihoodOf(tokensOf(text, 3), stated)).toEqual({ category: 1, severity: 1 });
});

test.each([
  ["another category than the one that was read", opinion("app", "P2")],
  ["no opinion", `{"category":"data"}`],
  ["nothing", ""],
])("says nothing of an answer with %s", (_, text) => {
  expect(likelihoodOf(tokensOf(text, 2), stated)).toBeNull();
});

test("says what it can where one value is another", () => {
  expect(likelihoodOf(tokensOf(opinion("data", "P2"), 4), stated)).toEqual({ category: 1, severity: null });
});

test("never leaves 0 to 1 and never throws, whatever the tokens are", () => {
  const token = fc.record({ token: fc.string(), logprob: fc.double({ max: 0, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(token), fc.array(token), (before, after) => {
      const said = likelihoodOf([...before, ...tokensOf(opinion("data"), 2), ...after], stated);
      for (const share of [said?.category ?? 0, said?.severity ?? 0]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
  );
});

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const content = [{ token: "a", logprob: -0.5, bytes: [97], top_logprobs: [] }];
const chat = (logprobs: unknown) => bytes({ choices: [{ message: { content: "a" }, logprobs }] });
const responses = (logprobs: unknown) =>
  bytes({
    output: [
      { type: "reasoning" },
      { type: "message", content: [{ type: "output_text", text: "a", logprobs }] },
    ],
  });

test("reads the tokens of both wires", () => {
  expect(answerTokensIn("compatible", chat({ content }))).toEqual([{ token: "a", logprob: -0.5 }]);
  expect(answerTokensIn("openai", responses(content))).toEqual([{ token: "a", logprob: -0.5 }]);
});

test.each([
  ["none", null],
  ["an empty list", { content: [] }],
  ["the form of completions", { tokens: ["a"], token_logprobs: [-0.5] }],
  ["text for a number", { content: [{ token: "a", logprob: "-0.5" }] }],
  ["a share for a logarithm", { content: [{ token: "a", logprob: 0.6 }] }],
  ["no token", { content: [{ logprob: -0.5 }] }],
  ["a list of nothing", { content: [null] }],
])("log-probabilities that are %s are none", (_, logprobs) => {
  expect(answerTokensIn("compatible", chat(logprobs))).toEqual([]);
});

test.each([
  ["openai", chat({ content })],
  ["compatible", responses(content)],
  ["compatible", bytes("<html>")],
  ["openai", bytes({ output: [{ content: [{ logprobs: [{ token: 1 }] }] }, 3, null] })],
  ["anthropic", chat({ content })],
  ["google", responses(content)],
] as const)("%s tells none in another form", (provider, body) => {
  expect(answerTokensIn(provider, body)).toEqual([]);
});
