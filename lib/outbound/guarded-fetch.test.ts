import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { guardedFetch } from "./guarded-fetch.ts";
import type { ResolveHost } from "./resolve-host.ts";

const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return `http://localhost:${address.port}`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

const request = {
  body: '{"a":1}',
  headers: { "content-type": "application/json", "webhook-id": "msg_1" },
  timeoutMs: 5_000,
  maxResponseBytes: 1_000,
  allowLoopback: true,
  signal: new AbortController().signal,
};

const answersWith =
  (...addresses: string[]): ResolveHost =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

test("a message arrives whole, with the given headers and no others that tell of the caller", async () => {
  const received: { headers: object; body: string; path?: string }[] = [];
  const url = await listen(async (incoming, response) => {
    received.push({ headers: incoming.headers, body: await text(incoming), path: incoming.url ?? "" });
    response.writeHead(202, { "retry-after": "7" }).end("thanks");
  });
  expect(await guardedFetch(`${url}/hook?a=1#part`, request)).toEqual({
    kind: "answered",
    status: 202,
    retryAfter: "7",
    body: "thanks",
    truncated: false,
  });
  expect(received).toEqual([
    {
      path: "/hook?a=1",
      body: '{"a":1}',
      headers: {
        "content-type": "application/json",
        "webhook-id": "msg_1",
        "content-length": "7",
        "accept-encoding": "identity",
        "user-agent": "triage-gateway",
        host: new URL(url).host,
        connection: "close",
      },
    },
  ]);
});

test("a redirect is an answer and is not followed", async () => {
  let calls = 0;
  const url = await listen((_, response) => {
    calls++;
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  expect(await guardedFetch(url, request)).toMatchObject({ kind: "answered", status: 307 });
  expect(calls).toBe(1);
});

test.each([
  ["all inside", ["10.0.0.7"]],
  ["one inside among public ones", ["93.184.215.14", "169.254.169.254"]],
  ["this machine", ["127.0.0.1"]],
  ["this machine by IPv6 in IPv4 clothes", ["::ffff:127.0.0.1"]],
])("a public name with addresses that are %s is refused", async (_, addresses) => {
  const outcome = await guardedFetch(
    "https://hooks.example.com/",
    { ...request, allowLoopback: false },
    answersWith(...addresses),
  );
  expect(outcome).toEqual({ kind: "refused", reason: "internal_address" });
});

test("plain http does not leave this machine, even when its name resolves elsewhere", async () => {
  const outcome = await guardedFetch("http://localhost:1/", request, answersWith("93.184.215.14"));
  expect(outcome).toEqual({ kind: "refused", reason: "internal_address" });
});

test("the address that was judged is the one that is connected to", async () => {
  const url = await listen((_, response) => response.end("here"));
  const asked: string[] = [];
  const resolve: ResolveHost = async (host) => {
    asked.push(host);
    return [{ address: "127.0.0.1", family: 4 }];
  };
  // Nothing but the given answer knows this name.
  const address = url.replace("localhost", "rebinding.localhost");
  expect(await guardedFetch(address, request, resolve)).toMatchObject({ kind: "answered", body: "here" });
  expect(asked).toEqual(["rebinding.localhost"]);
});

test("a long answer is cut and its connection closed", async () => {
  const closed = Promise.withResolvers<void>();
  const url = await listen((_, response) => {
    response.on("close", () => closed.resolve());
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(1_000)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  const outcome = await guardedFetch(url, request);
  expect(outcome).toMatchObject({ kind: "answered", truncated: true, body: "x".repeat(1_000) });
  await closed.promise;
});

test.each<[string, RequestListener]>([
  ["never answers", () => {}],
  ["answers with headers alone", (_, response) => void response.writeHead(200).flushHeaders()],
  [
    "sends a byte now and then",
    (_, response) => {
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    },
  ],
])("a server that %s is given up in time", async (_, listener) => {
  const url = await listen(listener);
  expect(await guardedFetch(url, { ...request, timeoutMs: 200 })).toEqual({ kind: "timed_out" });
});

test("a name server that never answers is given up in time", async () => {
  const silent: ResolveHost = (_, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  expect(await guardedFetch("https://a.example.com/", { ...request, timeoutMs: 50 }, silent)).toEqual({
    kind: "timed_out",
  });
});

test("the caller can stop it, before and during", async () => {
  const stop = new AbortController();
  const url = await listen(() => stop.abort());
  expect(await guardedFetch(url, { ...request, signal: stop.signal })).toEqual({ kind: "aborted" });
  expect(await guardedFetch(url, { ...request, signal: stop.signal })).toEqual({ kind: "aborted" });
});

test("a cut answer and a closed port are named by the system's code", async () => {
  const url = await listen((_, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("half", () => response.destroy());
  });
  expect(await guardedFetch(url, request)).toEqual({ kind: "unreachable", code: "ECONNRESET" });
  const gone = await listen(() => {});
  servers.pop()?.close();
  expect(await guardedFetch(gone, request)).toEqual({ kind: "unreachable", code: "ECONNREFUSED" });
});

test("a name without an address is unreachable", async () => {
  expect(await guardedFetch("https://a.example.com/", request, answersWith())).toEqual({
    kind: "unreachable",
    code: "ENOTFOUND",
  });
});
