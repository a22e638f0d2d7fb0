import { expect, test } from "vitest";
import { isRequestId } from "./request-id.ts";

test.each([
  ["req_01m8hm61j9fvqrf58z7k6n6h0a", true],
  ["0b9f0f5c-6f3e-4c58-9f5f-2f3a6f0f8d11", true],
  ["4bf92f3577b34da6a3ce929d0e0e4736", true],
  ["00f067aa0ba902b7", true],
  ["tkt_01m8hm61j9fvqrf58z7k6n6h0a", false],
  ["checkout", false],
  ["502", false],
  ["", false],
])("%j", (text, is) => {
  expect(isRequestId(text)).toBe(is);
});
