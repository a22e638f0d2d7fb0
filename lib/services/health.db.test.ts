import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import type { ModelOutcome } from "#lib/gateway/model-port.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { getReadiness } from "./health.ts";
import { testContext } from "./testing.ts";

let home: TestDatabase;
let jobs: PgBossQueue;
beforeAll(async () => {
  home = await createTestDatabase();
  jobs = new PgBossQueue(home.database, createLogger("silent"), { supervise: false });
});
afterAll(async () => {
  vi.useRealTimers();
  await jobs.stop();
  await home.drop();
});

const seen = {
  ms: 1,
  usage: null,
  sent: true,
  statusCode: 503,
  simulated: false,
  providerRequestId: null,
  detail: "503 overloaded",
};
const broken: ModelOutcome = { ...seen, outcome: "provider_error", retryable: true, retryAfterMs: null };
const refused: ModelOutcome = { ...seen, outcome: "refused" };

const context = (models: readonly string[]) =>
  testContext({ database: home.database, jobs, simulatorUrl: "http://127.0.0.1:9", models });

test("a configured model is told with its breaker, and an open one degrades the gateway", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
  const ctx = context(["first", "second"]);
  const states = async () => {
    const { status, dependencies } = await getReadiness(ctx);
    const models = dependencies.filter(({ name }) => name.startsWith("model "));
    return [status, ...models.map((one) => [one.name, one.status, one.breaker])];
  };
  const second = ["model compatible:second", "unknown", "closed"];
  expect(await states()).toEqual(["ok", ["model compatible:first", "unknown", "closed"], second]);

  const call = (outcome: ModelOutcome) => ctx.modelHealth.call("compatible:first", async () => outcome);
  for (let fault = 0; fault < 5; fault++) await call(broken);
  expect(await states()).toEqual(["degraded", ["model compatible:first", "down", "open"], second]);

  vi.setSystemTime(6_000);
  const probe = Promise.withResolvers<ModelOutcome>();
  const probing = ctx.modelHealth.call("compatible:first", () => probe.promise);
  expect(await states()).toEqual(["ok", ["model compatible:first", "unknown", "half_open"], second]);
  probe.resolve(refused);
  await probing;
  expect(await states()).toEqual(["ok", ["model compatible:first", "unknown", "closed"], second]);
});

test("a model that failed and is not configured does not count", async () => {
  const ctx = context(["first"]);
  for (let fault = 0; fault < 5; fault++) {
    await ctx.modelHealth.call("compatible:other", async () => broken);
  }
  const { status, dependencies } = await getReadiness(ctx);
  expect(status).toBe("ok");
  expect(JSON.stringify(dependencies)).not.toContain("other");
});

test("without a model there is none to wait for", async () => {
  expect(await getReadiness(context([]))).toMatchObject({
    status: "ok",
    mode: "rules",
    dependencies: [{ name: "database", status: "ok" }],
  });
});
