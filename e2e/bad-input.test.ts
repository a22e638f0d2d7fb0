import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemSchema } from "#lib/contracts/problem.ts";
import { triageSchema } from "#lib/contracts/triage.ts";
import { type GatewayProcess, startGateway, temporaryDirectory } from "./gateway-process.ts";

let gateway: GatewayProcess;
let key: string;
let home: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  home = await temporaryDirectory();
  gateway = await startGateway({ DATA_DIR: home.directory });
  key = await gateway.createKey();
});
afterAll(async () => {
  await gateway?.stop();
  await home?.remove();
});

interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | undefined;
}

/** Fires a request; whatever comes back must be a triage, a page of tickets or a problem document, never a 5xx. */
async function expectContract(shot: Shot): Promise<Response> {
  const { method, headers, body } = shot;
  const response = await fetch(`${gateway.url}${shot.path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body === undefined || method === "GET" || method === "HEAD" ? {} : { body }),
  });
  expect(response.status, JSON.stringify(shot).slice(0, 500)).toBeLessThan(500);
  expect(response.headers.get("x-request-id")).toMatch(/^[\w.-]+$/);
  const text = await response.text();
  if (response.status >= 400 && method !== "HEAD") {
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = problemSchema.parse(JSON.parse(text));
    expect(problem.status).toBe(response.status);
  }
  if (response.status === 200 && method === "POST") triageSchema.parse(JSON.parse(text));
  return response;
}

const json = (value: unknown): Shot => ({
  method: "POST",
  path: "/api/v1/triage",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

const anyUnicode = fc.string({ unit: "binary", maxLength: 300 });
const oddText = fc.oneof(
  anyUnicode,
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom(
    "\u0000",
    "a\u0000b",
    "\uD800",
    "x\uDFFFy",
    "\u202Eabc",
    "\u001B[31mred",
    " \t\n ",
    "%s%n",
    "{{7*7}}",
    "<script>",
    "TypeError in constructorPrototype while saving",
    "toString __proto__ hasOwnProperty valueOf",
  ),
);
const oddJson = fc.oneof(oddText, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue());
const fields = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      "text",
      "source",
      "service",
      "environment",
      "externalId",
      "metadata",
      "callbackUrl",
      "__proto__",
    ),
    oddText,
  ),
  oddJson,
  { maxKeys: 8 },
);
const withText = fc.tuple(fields, oddText).map(([rest, text]) => ({ ...rest, text }));
const nested = fc.integer({ min: 1, max: 20_000 }).map((depth) => `${"[".repeat(depth)}${"]".repeat(depth)}`);

const bodies: fc.Arbitrary<Shot> = fc.oneof(
  { weight: 4, arbitrary: withText.map(json) },
  { weight: 3, arbitrary: fields.map(json) },
  { weight: 2, arbitrary: oddJson.map(json) },
  {
    weight: 1,
    arbitrary: nested.map((deep) => ({ ...json(null), body: `{"text":"deep","metadata":{"a":${deep}}}` })),
  },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ maxLength: 200 })
      .map((bytes) => ({ ...json(null), body: Uint8Array.from(bytes) })),
  },
  { weight: 1, arbitrary: oddText.map((text) => ({ ...json(null), body: text })) },
);
const odd = fc.constantFrom(
  "text/plain",
  "application/xml",
  "application/json; charset=latin1",
  "application/json;charset=utf-8",
  "multipart/form-data; boundary=x",
  "application/problem+json",
  "",
);
const anyShot: fc.Arbitrary<Shot> = fc.oneof(
  { weight: 6, arbitrary: bodies },
  {
    weight: 1,
    arbitrary: fc.tuple(bodies, odd).map(([shot, type]) => ({ ...shot, headers: { "content-type": type } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        bodies,
        fc.constantFrom("PUT", "PATCH", "DELETE", "GET", "HEAD", "OPTIONS"),
        fc.constantFrom(
          "/api/v1/triage",
          "/api/v1/tickets",
          "/api/v1/triage/tri_x",
          "/api/nothing",
          "/api/v1/setup",
        ),
      )
      .map(([shot, method, path]) => ({ ...shot, method, path })),
  },
  {
    weight: 2,
    arbitrary: fc
      .dictionary(
        fc.constantFrom(
          "cursor",
          "limit",
          "q",
          "category",
          "severity",
          "path",
          "review",
          "source",
          "from",
          "to",
          "odd",
        ),
        oddText,
        { maxKeys: 4 },
      )
      .map((query) => ({
        method: "GET",
        path: `/api/v1/tickets?${new URLSearchParams(query)}`,
        headers: {},
        body: undefined,
      })),
  },
);

test("2,000 generated requests: no 5xx, no hang, every refusal a problem document", async () => {
  await fc.assert(
    fc.asyncProperty(anyShot, async (shot) => {
      await expectContract(shot);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["a body over 1 MiB", { ...json(null), body: JSON.stringify({ text: "x".repeat(1_100_000) }) }, 413],
  ["a text over 100,000 characters", json({ text: "x".repeat(100_001) }), 422],
  ["an empty text", json({ text: "   " }), 422],
  ["a body that is not JSON", { ...json(null), body: "{" }, 400],
  ["an empty body", { ...json(null), body: "" }, 400],
  ["another media type", { ...json(null), headers: { "content-type": "text/plain" } }, 415],
  [
    "a compressed body",
    { ...json({ text: "x" }), headers: { "content-type": "application/json", "content-encoding": "gzip" } },
    415,
  ],
  ["a field that does not exist", json({ text: "x", serivce: "checkout" }), 422],
  ["a callback over plain http", json({ text: "x", callbackUrl: "http://169.254.169.254/latest" }), 422],
  [
    "a callback to a metadata address",
    json({ text: "x", callbackUrl: "https://169.254.169.254/latest" }),
    422,
  ],
  ["a callback into a private network", json({ text: "x", callbackUrl: "https://[fd00::1]/hook" }), 422],
  ["metadata over 16 KiB", json({ text: "x", metadata: { a: "x".repeat(17_000) } }), 422],
  [
    "an unknown triage",
    { method: "GET", path: "/api/v1/triage/tri_01jd4m3y8ze0xv6t8k1w2q9f5c", headers: {}, body: undefined },
    404,
  ],
  ["an address that does not exist", { method: "POST", path: "/api/v9/x", headers: {}, body: "{}" }, 404],
  ["a wrong method", { ...json({ text: "x" }), method: "PUT" }, 405],
  [
    "a wrong key",
    {
      ...json({ text: "x" }),
      headers: { "content-type": "application/json", authorization: "Bearer tg_wrong" },
    },
    401,
  ],
  [
    "broken percent-encoding",
    { method: "GET", path: "/api/v1/triage/%E0%A4%A", headers: {}, body: undefined },
    400,
  ],
] satisfies [string, Shot, number][])("refuses %s", async (_name, shot, status) => {
  expect((await expectContract(shot)).status).toBe(status);
});

test("a text of 100,000 characters is triaged", async () => {
  const response = await expectContract(json({ text: "disk full on db-1 ".repeat(5_555).slice(0, 100_000) }));
  expect(response.status).toBe(200);
});

test("a key without the scope is refused with 403", async () => {
  const readOnly = await gateway.createKey("triage:read");
  const response = await expectContract({
    ...json({ text: "x" }),
    headers: { "content-type": "application/json", authorization: `Bearer ${readOnly}` },
  });
  expect(response.status).toBe(403);
});
