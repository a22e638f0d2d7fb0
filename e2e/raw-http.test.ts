import { once } from "node:events";
import { connect } from "node:net";
import { text as readStream } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemSchema } from "#lib/contracts/problem.ts";
import { type GatewayProcess, startGateway, temporaryDirectory } from "./gateway-process.ts";

let gateway: GatewayProcess;
let home: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  home = await temporaryDirectory();
  gateway = await startGateway({ DATA_DIR: home.directory });
});
afterAll(async () => {
  await gateway?.stop();
  await home?.remove();
});

/** Sends bytes as they are and reads until the server closes. */
async function send(bytes: string): Promise<{ status: number; head: string; body: string }> {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(bytes);
  const answer = await readStream(socket);
  const [head = "", body = ""] = answer.split("\r\n\r\n", 2);
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head, body };
}

const request = (line: string, headers = "") =>
  `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;

test.each([
  ["not HTTP at all", "hello\r\n\r\n", 400],
  ["a header without an end", `GET / HTTP/1.1\r\nX: ${"a".repeat(100_000)}\r\n\r\n`, 400],
  ["a method nobody knows", request("BREW /api/v1/triage"), 400],
  ["TRACE", request("TRACE /api/v1/triage"), 405],
  ["a WebDAV method", request("PROPFIND /api/v1/tickets"), 405],
  ["broken percent-encoding", request("GET /api/v1/triage/%ZZ"), 400],
  ["two lengths", request("POST /api/v1/triage", "Content-Length: 1\r\nContent-Length: 2\r\n"), 400],
])("answers %s with a problem document", async (_name, bytes, status) => {
  const answer = await send(bytes);
  expect(answer.status, answer.head).toBe(status);
  expect(answer.head.toLowerCase()).toContain("application/problem+json");
  const json = answer.body.slice(answer.body.indexOf("{"), answer.body.lastIndexOf("}") + 1);
  expect(problemSchema.parse(JSON.parse(json)).status).toBe(status);
});

test("a body that is cut off leaves the server well", async () => {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.write(request("POST /api/v1/triage", "Content-Type: application/json\r\nContent-Length: 100\r\n"));
  socket.write('{"text":');
  socket.destroy();
  expect((await fetch(`${gateway.url}/api/health/ready`)).status).toBe(200);
});
