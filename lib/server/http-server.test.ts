import { once } from "node:events";
import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { text as readStream } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { problemSchema } from "#lib/contracts/problem.ts";
import { checkPort, createGatewayServer, type GatewayServer } from "./http-server.ts";

let server: GatewayServer | undefined;
let port = 0;

afterEach(async () => {
  await server?.drain(0);
  server = undefined;
});

async function start(
  handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<void> {
  port = await checkPort(0, "127.0.0.1");
  server = createGatewayServer(handler, { upgrades: false });
  await server.listen(port, "127.0.0.1");
}

const echo = async (request: IncomingMessage, response: ServerResponse) => {
  await readStream(request);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers }));
};

/** Sends bytes as they are and reads until the server hangs up. */
async function send(text: string): Promise<{ status: number; headers: string; body: string }> {
  const socket = connect(port, "127.0.0.1");
  socket.write(text);
  const [head = "", ...body] = (await readStream(socket)).split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), headers: head.toLowerCase(), body: body.join("\r\n\r\n") };
}

const get = (target: string, method = "GET") =>
  `${method} ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`;

test.each([
  ["what is not HTTP", "GARBAGE\r\n\r\n", 400, "bad_request"],
  ["another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "bad_request"],
  ["a request without a host", "GET /api HTTP/1.1\r\nconnection: close\r\n\r\n", 400, "bad_request"],
  [
    "headers without end",
    `GET / HTTP/1.1\r\nhost: x\r\na: ${"a".repeat(20_000)}\r\n\r\n`,
    400,
    "bad_request",
  ],
  [
    "a chunk that is none",
    "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    400,
    "bad_request",
  ],
  ["an address of the API that cannot be decoded", get("/api/%zz"), 400, "bad_request"],
  ["half a character in an address of the API", get("/api/v1/triage/%E4"), 400, "bad_request"],
  ["a page whose address cannot be decoded", get("/tickets/%E0%A4%A"), 400, "bad_request"],
  ["an address of another server", get("http://elsewhere/api"), 400, "bad_request"],
  ["no address", get("*"), 400, "bad_request"],
  ["a method no route takes", get("/api/v1/triage", "PROPFIND"), 405, "method_not_allowed"],
  ["TRACE", get("/api/v1/triage?x=1", "TRACE"), 405, "method_not_allowed"],
  ["a tunnel", "CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n", 405, "method_not_allowed"],
])("answers %s with a problem document", async (_what, text, status, code) => {
  await start(echo);
  const answer = await send(text);
  expect(answer.status).toBe(status);
  expect(answer.headers).toContain("content-type: application/problem+json");
  expect(answer.headers).toMatch(/x-request-id: req_[0-9a-z]{26}/);
  expect(problemSchema.parse(JSON.parse(answer.body))).toMatchObject({ status, code });
});

test.each([
  ["an encoded address of a page", get("/tickets/%E0%A4%85?q=%zz")],
  ["a method beside the API", get("/apix", "PROPFIND")],
  ["an encoded address", get("/api/v1/%00?q=%zz")],
  [
    "a wish for another protocol",
    "GET /api HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n\r\n",
  ],
  ["an expectation", "GET /api HTTP/1.1\r\nhost: x\r\nexpect: miracles\r\nconnection: close\r\n\r\n"],
])("passes %s on", async (_what, text) => {
  await start(echo);
  expect(await send(text)).toMatchObject({ status: 200 });
});

test("tells who asks, whatever the client says about itself", async () => {
  await start(echo);
  const headers = { "x-gateway-client-address": "6.6.6.6", "x-forwarded-for": "6.6.6.6, 10.1.2.3" };
  const answer: { headers: unknown } = await (await fetch(`http://127.0.0.1:${port}/`, { headers })).json();
  expect(answer.headers).toMatchObject({ "x-gateway-client-address": "10.1.2.3" });
});

test("keeps a caller's request id if it is a harmless token", async () => {
  await start(echo);
  const ask = async (id: string) =>
    (await fetch(`http://127.0.0.1:${port}/`, { headers: { "x-request-id": id } })).headers.get(
      "x-request-id",
    );
  expect(await ask("abc-1")).toBe("abc-1");
  expect(await ask("a b;c")).toMatch(/^req_/);
});

test("a handler that fails answers with a problem document", async () => {
  await start(async () => {
    throw new Error("secret");
  });
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/triage`);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
});

test("draining finishes what is in flight, takes nothing new and ends event streams", async () => {
  const { promise: finish, resolve: letFinish } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: noteArrival } = Promise.withResolvers<void>();
  await start(async (request, response) => {
    if (request.url === "/stream") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": hello\n\n");
      return;
    }
    noteArrival();
    await finish;
    response.end("finished");
  });
  const stream = await fetch(`http://127.0.0.1:${port}/stream`);
  const slow = httpRequest({ port, host: "127.0.0.1", path: "/slow" }).end();
  await arrived;
  const drained = server?.drain(60_000);
  await expect(stream.text()).rejects.toThrow();
  await expect(fetch(`http://127.0.0.1:${port}/late`)).rejects.toThrow();
  letFinish();
  const [response]: IncomingMessage[] = await once(slow, "response");
  expect(response?.headers.connection).toBe("close");
  expect(response && (await readStream(response))).toBe("finished");
  await drained;
  server = undefined;
});

test("draining ends, whatever does not", async () => {
  const { promise: arrived, resolve: noteArrival } = Promise.withResolvers<void>();
  await start(async () => noteArrival());
  const never = fetch(`http://127.0.0.1:${port}/`);
  await arrived;
  const failed = expect(never).rejects.toThrow();
  await server?.drain(10);
  await failed;
  server = undefined;
});

test.each([
  ["sent nothing", ""],
  ["sent half a request", "GET / HTTP/1.1\r\nhost: x\r\n"],
  ["sent what is not HTTP", "GARBAGE\r\n\r\n"],
  ["asked for a tunnel", "CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n"],
  ["keeps an answered connection open", "GET / HTTP/1.1\r\nhost: x\r\n\r\n"],
])("draining does not wait for a client that %s and never hangs up", async (_what, text) => {
  await start(echo);
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  await once(socket, "connect");
  if (text !== "") socket.write(text);
  if (text.endsWith("\r\n\r\n")) await once(socket, "data");
  // Far over the test's own limit.
  await server?.drain(3_600_000);
  server = undefined;
  socket.destroy();
});

test("who asks for a tunnel and never hangs up is hung up on", async () => {
  await start(echo);
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => {});
  socket.write("CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n");
  await once(socket.resume(), "end");
  // A server that only half-closed would take this for ever.
  const writing = setInterval(() => socket.write("x".repeat(1_000)), 20);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(writing);
});

test("a tunnel that its client resets does not end the process", async () => {
  await start(echo);
  const socket = connect(port, "127.0.0.1");
  socket.write("CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n");
  await once(socket, "data");
  socket.resetAndDestroy();
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
});

test("a port in use is said in one line", async () => {
  await start(echo);
  await expect(checkPort(port, "127.0.0.1")).rejects.toMatchObject({
    code: "unavailable",
    message: `Port ${port} on 127.0.0.1 is in use. Stop the other program, or set PORT.`,
  });
});

test("past the limit of requests in progress the next one is told to come back, and probes still get through", async () => {
  port = await checkPort(0, "127.0.0.1");
  const waiting: ServerResponse[] = [];
  const { promise: bothWait, resolve } = Promise.withResolvers<void>();
  const handler = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === "/slow") waiting.push(response);
    else response.end("ok");
    if (waiting.length === 2) resolve();
  };
  server = createGatewayServer(handler, { upgrades: false, limit: 2 });
  await server.listen(port, "127.0.0.1");
  const slow = [send(get("/slow")), send(get("/slow"))];
  await bothWait;

  const refused = await send(get("/slow"));
  expect(refused.status).toBe(503);
  expect(refused.headers).toContain("retry-after: 1");
  expect(problemSchema.parse(JSON.parse(refused.body))).toMatchObject({
    code: "unavailable",
    retryable: true,
  });
  expect((await send(get("/api/health/live"))).status).toBe(200);

  for (const response of waiting) response.end("done");
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await send(get("/"))).status).toBe(200);
});
