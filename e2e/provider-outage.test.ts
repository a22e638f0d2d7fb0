import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readinessSchema } from "#lib/contracts/health.ts";
import { traceSchema } from "#lib/contracts/trace.ts";
import { triageSchema } from "#lib/contracts/triage.ts";
import { type CallbackReceiver, startCallbackReceiver } from "./callback-receiver.ts";
import { runCommand } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";
import { readMetrics } from "./read-metrics.ts";
import { type ReplicaSet, startReplicas } from "./replica-set.ts";

let replicas: ReplicaSet;
let receiver: CallbackReceiver;
beforeAll(async () => {
  replicas = await startReplicas(2, { ALLOW_LOOPBACK_CALLBACKS: "true" });
  const secret = await runCommand("webhooks", ["secret"], replicas.at(0).environment);
  // One message in ten is not taken at the first try.
  receiver = await startCallbackReceiver(secret.stdout.trim(), ({ data }, tries) =>
    tries === 1 && data.ticketId.endsWith("0") ? 500 : 204,
  );
});
afterAll(async () => {
  await receiver?.close();
  await replicas?.stop();
});

/** How long the provider stays away; a minute, by hand: `PROVIDER_OUTAGE_MS=60000`. */
const outageMs = Number(process.env.PROVIDER_OUTAGE_MS ?? 0);
const testTimeoutMs = 600_000 + 2 * outageMs;

const down = [{ match: {}, faults: ["status-503"], repeat: true }];

/** Letters, since digits differ between reports of the same incident. */
const service = (index: number) =>
  `team-${String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26))}`;

const readiness = async (replica: number) =>
  readinessSchema.parse(await (await fetch(`${replicas.at(replica).url}/api/health/ready`)).json());

const readTriage = async (id: string, replica = 0) =>
  triageSchema.parse(await replicas.read(replica, `/api/v1/triage/${id}`));

test(
  "with the provider down a hundred tickets get their card at once, and the better one once it is back",
  async () => {
    replicas.simulator.script(down);
    const outage = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        replicas.triage(index % 2, {
          text: "Checkout answers 502 for all customers since 10:02, payments fail",
          service: service(index),
          callbackUrl: receiver.url,
        }),
      ),
    );
    const answeredMs = performance.now() - outage;
    for (const { origin, card } of answers) {
      expect(card).not.toBeNull();
      expect(origin).toMatchObject({ path: "rules", degraded: true });
    }
    expect(receiver.requests()).toBe(0);

    const key = await replicas.at(0).createKey("metrics:read");
    const scrape = () => readMetrics([replicas.at(0).url, replicas.at(1).url], key);
    const model = "compatible:simulated";
    expect(await readiness(0)).toMatchObject({
      status: "degraded",
      dependencies: expect.arrayContaining([
        expect.objectContaining({ name: `model ${model}`, breaker: "open" }),
      ]),
    });
    const during = await scrape();
    expect(during.sum("triage_degraded_total")).toBe(100);
    expect(during.sum("triage_duration_seconds_count", { path: "rules", tier: "none" })).toBe(100);
    expect(during.sum("triage_breaker_state", { model, state: "open" })).toBeGreaterThan(0);
    const callsThat = (outcome: string) => during.sum("triage_model_calls_total", { model, outcome }) ?? 0;
    expect(callsThat("provider_error")).toBeGreaterThan(0);
    // On a machine that is busy with other things an answer may come too late to be read.
    expect(callsThat("provider_error") + callsThat("timed_out")).toBe(replicas.simulator.calls().length);
    // Each replica tells of the whole queue.
    expect(during.sum("triage_queue_jobs", { queue: "triage.retry" })).toBe(200);

    await delay(Math.max(0, outageMs - (performance.now() - outage)));
    expect(receiver.received).toEqual([]);
    const callsMeanwhile = replicas.simulator.calls().length;
    replicas.simulator.script([]);
    const back = performance.now();
    const timeout = patienceMs + outageMs;
    await expect.poll(() => receiver.received.length, { timeout, interval: 200 }).toBe(100);
    const slowest = Math.max(...answers.map(({ timing }) => timing.totalMs));
    console.info(
      `away for ${Math.round(back - outage)} ms: 100 cards in ${Math.round(answeredMs)} ms (slowest ${Math.round(slowest)} ms), ` +
        `${callsMeanwhile} calls meanwhile; all replaced and told ${Math.round(performance.now() - back)} ms after it was back, ` +
        `${receiver.requests()} requests for 100 messages`,
    );
    for (const before of answers) {
      const after = await readTriage(before.id, 1);
      expect(after).toMatchObject({
        ticketId: before.ticketId,
        createdAt: before.createdAt,
        origin: { path: "model", degraded: false, degradedReason: null, model: "compatible:simulated" },
      });
      // The calls that failed are counted with the one that did not.
      expect(after.usage.modelCalls).toBeGreaterThanOrEqual(before.usage.modelCalls + 1);
      const messages = receiver.received.filter(({ message }) => message.data.id === before.id);
      expect(messages.map(({ message }) => message.type)).toEqual(["triage.replaced"]);
      expect(messages[0]?.message.data).toEqual(after);
    }
    const trace = traceSchema.parse(await replicas.read(0, `/api/v1/triage/${answers[0]?.id}/trace`));
    expect(trace.events.filter(({ kind }) => kind === "replaced")).toHaveLength(1);
    expect(trace.attempts.map(({ ordinal }) => ordinal)).toEqual(trace.attempts.map((_, index) => index + 1));

    // A replica that asks nobody does not learn that the model is back.
    expect(await Promise.all([readiness(0), readiness(1)])).toContainEqual(
      expect.objectContaining({ status: "ok" }),
    );
    const after = await scrape();
    expect(after.sum("triage_replacements_total")).toBe(100);
    expect(after.sum("triage_callbacks_total", { result: "delivered" })).toBe(100);
    expect(after.sum("triage_callbacks_total", { result: "again" })).toBe(receiver.requests() - 100);
    expect(after.sum("triage_breaker_state", { model, state: "closed" })).toBeGreaterThan(0);
    expect(after.sum("triage_model_calls_total", { model })).toBe(replicas.simulator.calls().length);
    expect(after.sum("triage_model_cost_usd_total", { model })).toBeGreaterThan(0);
    expect(after.sum("triage_dead_letters")).toBe(0);
    // The default scopes of a key are not enough.
    const { status } = await fetch(`${replicas.at(0).url}/api/metrics`, {
      headers: { authorization: `Bearer ${await replicas.at(0).createKey()}` },
    });
    expect(status).toBe(403);
  },
  testTimeoutMs,
);

test("a queued triage is done by whoever is first, is told to its callback, and is answered again by its key", async () => {
  const headers = { prefer: "respond-async", "idempotency-key": "later-1" };
  const body = { text: "Login fails for all users of the portal since noon", callbackUrl: receiver.url };
  const before = receiver.received.length;
  const response = await replicas.post(0, body, headers);
  expect(response.status).toBe(202);
  expect(response.headers.get("preference-applied")).toBe("respond-async");
  const queued = triageSchema.parse(await response.json());
  expect(queued).toMatchObject({ status: "queued", card: null });
  expect(response.headers.get("location")).toBe(`/api/v1/triage/${queued.id}`);

  await expect.poll(() => receiver.received.length, { timeout: patienceMs, interval: 50 }).toBe(before + 1);
  const done = await readTriage(queued.id, 1);
  expect(done).toMatchObject({ status: "done", origin: { path: "model", degraded: false } });
  expect(receiver.received.at(-1)?.message).toMatchObject({ type: "triage.completed", data: done });
  const again = await replicas.post(1, body, headers);
  expect(again.status).toBe(200);
  expect(await again.json()).toEqual(done);
});

test("a queued triage whose provider fails gets the card of the rules, and the better one later", async () => {
  replicas.simulator.script(down);
  const before = receiver.received.length;
  const response = await replicas.post(
    0,
    { text: "Disk of the invoice database is full, writes fail", callbackUrl: receiver.url },
    { prefer: "respond-async" },
  );
  const { id } = triageSchema.parse(await response.json());
  await expect.poll(() => receiver.received.length, { timeout: patienceMs, interval: 50 }).toBe(before + 1);
  expect(await readTriage(id)).toMatchObject({ status: "done", origin: { path: "rules", degraded: true } });
  replicas.simulator.script([]);
  await expect.poll(() => receiver.received.length, { timeout: patienceMs, interval: 100 }).toBe(before + 2);
  const types = receiver.received.slice(before).map(({ message }) => message.type);
  expect(types).toEqual(["triage.completed", "triage.replaced"]);
  expect(await readTriage(id)).toMatchObject({ origin: { path: "model", degraded: false } });
});
