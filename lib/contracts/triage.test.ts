import { expect, test } from "vitest";
import { triageRequestSchema } from "./triage.ts";

const accepts = (callbackUrl: string) => triageRequestSchema.safeParse({ text: "x", callbackUrl }).success;

test.each([
  "https://hooks.example.com/a?b=c",
  "http://localhost:4000/",
  "http://127.0.0.1:9/x",
  "http://[::1]/",
])("takes a callback to %s", (address) => {
  expect(accepts(address)).toBe(true);
});

test.each([
  "",
  "x",
  "http://",
  "http://example.com/",
  "http://169.254.169.254/latest",
  "http://localhost.evil.example/",
  "ftp://localhost/",
  "javascript:alert(1)",
  "\u0000",
])("refuses a callback to %j", (address) => {
  expect(accepts(address)).toBe(false);
});

test("keeps text storable: half a surrogate pair and NUL become a visible sign", () => {
  expect(triageRequestSchema.parse({ text: " a\u0000b\uD800 " }).text).toBe("a\uFFFDb\uFFFD");
});
