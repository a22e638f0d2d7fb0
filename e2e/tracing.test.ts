import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Triage, triageSchema } from "#lib/contracts/triage.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { type GatewayProcess, startGateway, temporaryDirectory } from "./gateway-process.ts";
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from "./otlp-receiver.ts";
import { patienceMs } from "./patience.ts";

/** Kinds of spans, as OTLP counts them. */
const [internal, server, client, consumer] = [1, 2, 3, 5];
/** Of a status. */
const failed = 2;

const caller = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
const secret = "Wq8zLm3RtY6vBn1KpXs4";
const words = "zebra crossing lights blink backwards";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator?.close());

interface Started {
  gateway: GatewayProcess;
  post(text: string, headers?: Record<string, string>): Promise<Triage>;
  stop(): Promise<number | null>;
}

async function start(settings: Record<string, string>): Promise<Started> {
  const home = await temporaryDirectory();
  const gateway = await startGateway({
    DATA_DIR: home.directory,
    TRIAGE_CHEAP_MODELS: "compatible:first,compatible:second",
    COMPATIBLE_BASE_URL: `${simulator.url}/v1`,
    ...settings,
  });
  const authorization = `Bearer ${await gateway.createKey()}`;
  return {
    gateway,
    async post(text, headers = {}) {
      const response = await fetch(`${gateway.url}/api/v1/triage`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json", ...headers },
        body: JSON.stringify({ text, service: "signals", metadata: { note: `password: ${secret}` } }),
      }).catch((error: unknown) => {
        throw new Error(`the server is gone (${gateway.process.exitCode}):\n${gateway.output()}`, {
          cause: error,
        });
      });
      expect(response.status).toBe(200);
      return triageSchema.parse(await response.json());
    },
    async stop() {
      const exitCode = await gateway.stop();
      await home.remove();
      return exitCode;
    },
  };
}

function only(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const found = spans.filter((span) => span.name === name);
  expect(found, name).toHaveLength(1);
  return found[0] as ReceivedSpan;
}

test("a triage is one trace of the caller's: request, triage, each call with its tokens; all of it arrives before the end", async () => {
  const collector: OtlpReceiver = await startOtlpReceiver();
  const { gateway, post, stop } = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
  });
  simulator.script([{ match: { model: "first" }, faults: ["status-404"], repeat: true }]);
  const triage = await post(`${words} since noon, password: ${secret}, reported by jane.orchid@example.com`, {
    traceparent: `00-${caller.traceId}-${caller.spanId}-01`,
    tracestate: `vendor=${secret}`,
    "x-request-id": "run-17",
  });
  expect(triage.origin).toMatchObject({ path: "model", model: "compatible:second" });
  await fetch(`${gateway.url}/api/v1/tickets?q=${secret}`);
  await fetch(`${gateway.url}/api/health/ready`);
  const unsampled = { traceparent: `00-${"1".repeat(32)}-${"2".repeat(16)}-00` };
  await post("Nothing of this trace is to be recorded", unsampled);

  simulator.script([{ match: {}, faults: ["status-503"], repeat: true }]);
  const degraded = await post("All trains are late on the northern line");
  simulator.script([]);
  expect(degraded.origin.degradedReason).toBe("provider_error");
  await expect
    .poll(() => collector.spans.some(({ name }) => name === "process triage.retry"), { timeout: patienceMs })
    .toBe(true);
  const last = await post("The last report before the end");
  expect(await stop()).toBe(0);
  await collector.close();

  expect(collector.resources[0]).toMatchObject({
    "service.name": "triage-gateway",
    "deployment.environment.name": "test",
  });
  const spans = collector.spans.filter(({ traceId }) => traceId === caller.traceId);
  const request = only(spans, "POST /api/v1/triage");
  expect(request).toMatchObject({ kind: server, parentSpanId: caller.spanId, traceState: "" });
  expect(request.attributes).toMatchObject({
    "http.request.method": "POST",
    "http.route": "/api/v1/triage",
    "http.response.status_code": 200,
    "triage.request_id": "run-17",
  });
  const work = only(spans, "triage");
  expect(work).toMatchObject({ kind: internal, parentSpanId: request.spanId });
  expect(work.attributes).toMatchObject({
    "triage.id": triage.id,
    "triage.request_id": "run-17",
    "triage.path": "model",
    "triage.degraded": false,
    "triage.model_calls": 2,
  });
  expect(work.events.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["triage.cache", "triage.route"]),
  );
  for (const part of ["redaction", "retrieval"]) expect(only(spans, part).parentSpanId).toBe(work.spanId);

  const first = only(spans, "chat first");
  expect(first).toMatchObject({ kind: client, parentSpanId: work.spanId, status: { code: failed } });
  expect(first.attributes).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "compatible",
    "gen_ai.request.model": "first",
    "error.type": "provider_error",
    "http.response.status_code": 404,
  });
  const second = only(spans, "chat second");
  expect(second).toMatchObject({ kind: client, parentSpanId: work.spanId });
  expect(second.status?.code ?? 0).toBe(0);
  expect(second.attributes).toMatchObject({
    "gen_ai.request.model": "second",
    "gen_ai.usage.input_tokens": triage.usage.inputTokens,
    "gen_ai.usage.output_tokens": triage.usage.outputTokens,
    "triage.attempt_ordinal": 2,
    "triage.attempt_purpose": "fall_back",
  });
  expect(second.attributes).not.toHaveProperty("error.type");

  const byId = (id: string) =>
    collector.spans.find(({ name, attributes }) => name === "triage" && attributes["triage.id"] === id);
  expect(byId(degraded.id)?.attributes).toMatchObject({
    "triage.path": "rules",
    "triage.degraded": true,
    "triage.degraded_reason": "provider_error",
  });
  expect(byId(last.id)).toBeDefined();
  const job = collector.spans.find(({ name }) => name === "process triage.retry");
  expect(job).toMatchObject({ kind: consumer, parentSpanId: "", attributes: { "triage.id": degraded.id } });
  expect(
    collector.spans.filter(({ parentSpanId }) => parentSpanId === job?.spanId).map(({ name }) => name),
  ).toContain("chat first");

  expect(collector.spans.filter(({ traceId }) => traceId === "1".repeat(32))).toEqual([]);
  const names = new Set(collector.spans.map(({ name }) => name));
  expect([...names].filter((name) => /health|metrics/.test(name))).toEqual([]);
  for (const word of [secret, "zebra", "blink", "jane.orchid", "northern line", "signals"]) {
    expect(collector.raw()).not.toContain(word);
  }
});

test("a collector that takes everything and never answers holds up neither a triage nor the stop", async () => {
  const sockets = new Set<Socket>();
  const deaf = createServer((socket) => sockets.add(socket.on("error", () => {}))).listen(0, "127.0.0.1");
  await once(deaf, "listening");
  const address = deaf.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { post, stop } = await start({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${port}/v1/traces`,
    // An export that is waited for takes ten minutes.
    OTEL_EXPORTER_OTLP_TIMEOUT: "600000",
  });
  for (let index = 0; index < 20; index++) {
    const { origin } = await post(`Pump ${"abcdefghijklmnopqrst"[index]} of the plant has stopped`);
    expect(origin.path).toBe("model");
  }
  await expect.poll(() => sockets.size, { timeout: patienceMs }).toBeGreaterThan(0);
  expect(await stop()).toBe(0);
  for (const socket of sockets) socket.destroy();
  deaf.close();
});

test("a collector that is not there is told of once, and changes nothing else", async () => {
  const { gateway, post, stop } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" });
  expect((await post("The lift does not move")).origin.path).toBe("model");
  const complaints = () => gateway.output().split("spans cannot be sent").length - 1;
  await expect.poll(complaints, { timeout: patienceMs, interval: 250 }).toBe(1);
  expect((await post("The crane does not move")).origin.path).toBe("model");
  expect(await stop()).toBe(0);
  expect(complaints()).toBe(1);
});

test("where no collector is configured nothing of OpenTelemetry is loaded", async () => {
  const { gateway, post, stop } = await start({
    NODE_OPTIONS: `--import=${new URL("./told-modules.ts", import.meta.url)}`,
  });
  expect((await post("The gate does not open")).origin.path).toBe("model");
  expect(await stop()).toBe(0);
  expect(gateway.output()).toContain("loaded: ");
  expect(gateway.output()).not.toMatch(/loaded: .*@opentelemetry\/(?:sdk|exporter|otlp)/);
});
