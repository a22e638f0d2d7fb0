import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { triageSchema } from "#lib/contracts/triage.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { startGateway, temporaryDirectory } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";

let simulator: Simulator;
let home: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  simulator = await startSimulator();
  home = await temporaryDirectory();
});
afterAll(async () => {
  await simulator?.close();
  await home?.remove();
});

const settings = () => ({
  DATA_DIR: home.directory,
  TRIAGE_CHEAP_MODELS: "compatible:slow--latency-1500",
  COMPATIBLE_BASE_URL: `${simulator.url}/v1`,
  COMPATIBLE_API_KEY: "simulated",
});

test("a request in flight at SIGTERM is answered, the exit code is 0 and the data directory starts again", async () => {
  const first = await startGateway(settings());
  const key = await first.createKey();
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const calls = simulator.calls().length;
  const answer = fetch(`${first.url}/api/v1/triage`, {
    method: "POST",
    headers,
    body: JSON.stringify({ text: "Checkout answers 502 for all customers since 10:02" }),
  });
  while (simulator.calls().length === calls) await new Promise((resolve) => setTimeout(resolve, 10));
  const exitCode = first.stop("SIGTERM");
  const response = await answer;
  expect(response.status).toBe(200);
  const triage = triageSchema.parse(await response.json());
  expect(triage.origin).toMatchObject({ path: "model", degraded: false, simulated: true });
  expect(await exitCode).toBe(0);

  const second = await startGateway(settings());
  const stored = await fetch(`${second.url}/api/v1/triage/${triage.id}`, { headers });
  expect(triageSchema.parse(await stored.json())).toEqual(triage);
  expect(await second.stop("SIGINT")).toBe(0);
});

test("a queued triage whose job runs at SIGTERM is handed on, and done after the next start", async () => {
  const first = await startGateway(settings());
  const key = await first.createKey();
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const calls = simulator.calls().length;
  const response = await fetch(`${first.url}/api/v1/triage`, {
    method: "POST",
    headers: { ...headers, prefer: "respond-async" },
    body: JSON.stringify({ text: "The nightly invoice run stopped, invoices are late" }),
  });
  expect(response.status).toBe(202);
  const { id } = triageSchema.parse(await response.json());
  while (simulator.calls().length === calls) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await first.stop("SIGTERM")).toBe(0);
  expect(simulator.calls().at(-1)?.state).toBe("aborted");

  const second = await startGateway(settings());
  const read = async () => {
    const stored = await fetch(`${second.url}/api/v1/triage/${id}`, { headers });
    return triageSchema.parse(await stored.json());
  };
  await expect
    .poll(read, { timeout: patienceMs, interval: 100 })
    .toMatchObject({ status: "done", origin: { path: "model", degraded: false } });
  expect(await second.stop()).toBe(0);
});

/** A client that never hangs up; resolves when it has sent this and, unless it sent nothing, was answered. */
async function stubbornClient(url: string, text: string): Promise<Socket> {
  const { hostname: host, port } = new URL(url);
  const socket = connect({ host, port: Number(port), allowHalfOpen: true });
  socket.on("error", () => {});
  await once(socket, "connect");
  if (text === "") return socket;
  socket.write(text);
  await once(socket, "data");
  return socket;
}

test("no connection that a client keeps open holds up the exit", async () => {
  const gateway = await startGateway(settings());
  const key = await gateway.createKey();
  const stream = await fetch(`${gateway.url}/api/v1/events`, { headers: { authorization: `Bearer ${key}` } });
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  const sockets = await Promise.all(
    [
      "",
      "GET /api/health/live HTTP/1.1\r\nHost: x\r\n\r\n",
      "GARBAGE\r\n\r\n",
      "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
    ].map((text) => stubbornClient(gateway.url, text)),
  );
  expect(await gateway.stop("SIGTERM")).toBe(0);
  await expect(stream.text()).rejects.toThrow();
  for (const socket of sockets) socket.destroy();
});

test("a second server on the same data directory says who holds it and leaves it alone", async () => {
  const holder = await startGateway(settings());
  await expect(startGateway(settings())).rejects.toThrow(/data directory/i);
  expect((await fetch(`${holder.url}/api/health/ready`)).status).toBe(200);
  expect(await holder.stop()).toBe(0);
});

test("every wrong setting is named in a line of its own, without a stack trace", async () => {
  const wrong = {
    DATA_DIR: home.directory,
    TRIAGE_DEADLINE_MS: "soon",
    TRIAGE_CHEAP_MODELS: "nobody:x",
    TRIAGE_REVIEW_BELOW: "7",
  };
  const failure = await startGateway(wrong).catch((error: unknown) => String(error));
  expect(failure).toMatch(/TRIAGE_DEADLINE_MS/);
  expect(failure).toMatch(/TRIAGE_CHEAP_MODELS/);
  expect(failure).toMatch(/TRIAGE_REVIEW_BELOW/);
  expect(failure).not.toMatch(/\n\s+at .*\.ts:/);
});
