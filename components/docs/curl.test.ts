import { expect, test } from "vitest";
import { curlCommand } from "./curl.ts";

const origin = "http://localhost:3000";

test("writes a call without body in two lines", () => {
  expect(
    curlCommand({ origin, method: "GET", path: "/api/v1/tickets", needsKey: true, body: null }).split("\n"),
  ).toEqual(["curl 'http://localhost:3000/api/v1/tickets' \\", '  -H "Authorization: Bearer $TRIAGE_KEY"']);
});

test("keeps a quote in the body from ending the shell's word", () => {
  const command = curlCommand({
    origin,
    method: "POST",
    path: "/api/v1/triage",
    needsKey: false,
    body: { text: "can't log in" },
  });
  expect(command).toContain(`-d '{"text":"can'\\''t log in"}'`);
  expect(command).not.toContain("Authorization");
});
