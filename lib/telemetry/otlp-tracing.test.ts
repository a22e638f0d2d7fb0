import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { createLogger } from "#lib/core/logger.ts";
import { startOtlpTracing } from "./otlp-tracing.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a collector that takes spans and never answers is given up at the stop", async () => {
  const sockets = new Set<Socket>();
  const deaf = createServer((socket) => sockets.add(socket.on("error", () => {}))).listen(0, "127.0.0.1");
  await once(deaf, "listening");
  const address = deaf.address();
  const port = typeof address === "object" && address ? address.port : 0;
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${port}`);
  // What is waited for takes ten minutes, and the test ends long before.
  vi.stubEnv("OTEL_EXPORTER_OTLP_TIMEOUT", "600000");
  const tracing = startOtlpTracing({ logger: createLogger("silent"), version: "0.0.0" });
  expect(await tracing.around("triage", async () => "card")).toBe("card");
  await tracing.stop();
  expect(sockets.size).toBe(1);
  for (const socket of sockets) socket.destroy();
  deaf.close();
});
