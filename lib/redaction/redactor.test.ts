import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Detector } from "./finding.ts";
import { createRedactor, detectors } from "./redactor.ts";

const redact = createRedactor({ detectors, limitMs: 60_000 });
const redacted = async (text: string) => (await redact({ texts: [text], record: {} })).texts.join();

test("equal values have equal numbers over all texts, whatever their separators and capitals", async () => {
  const { texts, record, removed } = await redact({
    texts: ["jane@example.com and omar@example.com, +49 170 1234567", "JANE@example.com, +49-170-1234567"],
    record: { from: "omar@example.com" },
  });
  expect(texts).toEqual(["[email-1] and [email-2], [phone-1]", "[email-1], [phone-1]"]);
  expect(record).toEqual({ from: "[email-2]" });
  expect(removed).toEqual({ email: 2, phone: 1 });
});

test("a text without anything to remove is the same text", async () => {
  const text = "Pod checkout-7d9f8c6b5-x2x4z on 10.2.3.4 restarts, exit code 137, since 2026-03-01T10:02:11Z";
  expect(await redact({ texts: [text], record: { a: [1, true, null] } })).toEqual({
    texts: [text],
    record: { a: [1, true, null] },
    removed: {},
  });
});

test("metadata is known by its names, also in lists of names and values, and its keys are read", async () => {
  const { record } = await redact({
    texts: [],
    record: {
      password: "correct horse battery",
      pin: 4821,
      billingPhone: "4155550132",
      retries: 3,
      headers: [
        ["Cookie", "theme=dark"],
        ["Accept", "*/*"],
      ],
      env: [
        { name: "SMTP_PASSWORD", value: "a b c" },
        { name: "REGION", value: "eu-west-1" },
      ],
      "jane@example.com": { seen: true },
    },
  });
  expect(record).toEqual({
    password: "[password-1]",
    pin: "[secret-1]",
    billingPhone: "[phone-1]",
    retries: 3,
    headers: [
      ["Cookie", "[cookie-1]"],
      ["Accept", "*/*"],
    ],
    env: [
      { name: "SMTP_PASSWORD", value: "[password-2]" },
      { name: "REGION", value: "eu-west-1" },
    ],
    "[email-1]": { seen: true },
  });
});

test("JSON stays JSON", async () => {
  const text = JSON.stringify({ mobile: 4155550132, password: 'a"b', list: ["jane@example.com"] });
  expect(JSON.parse(await redacted(text))).toEqual({
    mobile: "[phone-1]",
    password: "[password-1]",
    list: ["[email-1]"],
  });
});

test.each([
  [
    "the name of the database's user and host",
    "postgres://app:hunter2x@db-1.internal:5432/shop",
    "app:[password-1]@db-1.internal:5432/shop",
  ],
  ["the scheme of a header", "Authorization: Bearer abcdefgh12345678", "Bearer [authorization-1]"],
  ["the words behind a number", "IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFF", "[iban-1] BIC COBADEFF"],
  [
    "the lines around a key",
    `a\n-----BEGIN ${"PRIVATE"} KEY-----\nabc\n-----END ${"PRIVATE"} KEY-----\nb`,
    "a\n[private-key-1]\nb",
  ],
])("what a reader needs stays: %s", async (_, text, rest) => {
  expect(await redacted(text)).toContain(rest);
});

test("a comment in the text cannot switch the detectors off", async () => {
  const token = `gh${"p_"}${"a1B2".repeat(9)}`;
  expect(await redacted(`secretlint-disable\n${token}`)).not.toContain(token);
});

test("a detector that fails fails the redaction", async () => {
  const failing: Detector = () => {
    throw new Error("broken");
  };
  const broken = createRedactor({ detectors: [...detectors, failing], limitMs: 1_000 });
  await expect(broken({ texts: ["x"], record: {} })).rejects.toThrow("broken");
});

describe("by the clock", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const takes =
    (ms: number): Detector =>
    async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return [];
    };

  test("a detector that keeps the processor too long fails the redaction", async () => {
    const slow: Detector = () => {
      vi.advanceTimersByTime(2_000);
      return [];
    };
    const late = createRedactor({ detectors: [slow], limitMs: 1_000 });
    await expect(late({ texts: ["x"], record: {} })).rejects.toThrow();
  });

  test("a detector that never ends fails its own redaction, and none that follows", async () => {
    const endless: Detector = (text) => (text === "endless" ? new Promise(() => {}) : []);
    const redact = createRedactor({ detectors: [endless], limitMs: 1_000 });
    const ends = Promise.allSettled(
      ["endless", "after it"].map((text) => redact({ texts: [text], record: {} })),
    );
    await vi.advanceTimersByTimeAsync(1_001);
    expect((await ends).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  });

  test("the time that others take is not counted", async () => {
    const redact = createRedactor({ detectors: [takes(100), takes(100)], limitMs: 1_000 });
    const reports = Array.from({ length: 50 }, (_, index) => `report ${index}`);
    const storm = Promise.all(reports.map((text) => redact({ texts: [text], record: {} })));
    await vi.runAllTimersAsync();
    expect((await storm).map(({ texts: [text] }) => text)).toEqual(reports);
  });
});

test("findings that overlap go as one, of the kind of the longest", async () => {
  const overlapping = createRedactor({
    detectors: [() => [{ start: 2, end: 5, kind: "token" }], () => [{ start: 3, end: 9, kind: "cookie" }]],
    limitMs: 1_000,
  });
  expect((await overlapping({ texts: ["0123456789"], record: {} })).texts).toEqual(["01[cookie-1]9"]);
});

/** Beginnings of what detectors look for, and what may stand between them. */
const pieces = [
  "password",
  "=",
  ":",
  " ",
  "\n",
  '"',
  "'",
  "\\",
  '\\"',
  "token",
  "secret",
  "eyJ",
  ".",
  "-",
  "_",
  "@",
  "%40",
  "://",
  "a:",
  "/",
  "?",
  "&",
  "sig=",
  "-----BEGIN PRIVATE KEY-----",
  "-----END PRIVATE KEY-----",
  "AKIA",
  "sk-",
  "xoxb-",
  "authorization: ",
  "bearer ",
  "digest ",
  "cookie: ",
  "a=b",
  "mysql -p",
  "curl -u ",
  "DE89",
  "4111 ",
  "+49 ",
  "030 ",
  "account number ",
  "phone ",
  "1",
  "12345678",
  "a",
  "value",
  "key",
  "8Q~",
  "{",
  "[",
  "<",
  ">",
];

test("the time grows with the length alone, whatever the text", async () => {
  await redacted("warm");
  const perCharacter = async (text: string) => {
    const start = performance.now();
    await redacted(text);
    return (performance.now() - start) / text.length;
  };
  for (const piece of [
    ...pieces,
    ...pieces.map((piece, index) => piece + (pieces[(index * 7 + 3) % pieces.length] ?? "")),
  ]) {
    const text = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
    // A hundred times what a text of this length costs; what grows with the square costs ten thousand times as much.
    expect(await perCharacter(text), JSON.stringify(piece)).toBeLessThan(0.02);
  }
});

test("no surroundings hide a token, an address or a card", async () => {
  const known = [
    `gh${"p_"}${"a1B2".repeat(9)}`,
    "jane.doe@example.com",
    ["4111", "1111", "1111", "1111"].join(" "),
  ];
  const mix = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(mix, fc.constantFrom(...known), mix, async (before, value, after) => {
      expect(await redacted(`${before} ${value} ${after}`)).not.toContain(value);
    }),
    { numRuns: 500 },
  );
});
