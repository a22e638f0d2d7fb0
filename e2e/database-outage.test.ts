import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readinessSchema } from "#lib/contracts/health.ts";
import { problemSchema } from "#lib/contracts/problem.ts";
import { ticketPageSchema } from "#lib/contracts/tickets.ts";
import { traceSchema } from "#lib/contracts/trace.ts";
import { type Triage, triageSchema } from "#lib/contracts/triage.ts";
import { runCommand } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";
import { readMetrics } from "./read-metrics.ts";
import { type ReplicaSet, startReplicas } from "./replica-set.ts";

/** How long PostgreSQL is gone. */
const outageMs = 30_000;
const postersPerReplica = 3;

let replicas: ReplicaSet;
beforeAll(async () => {
  replicas = await startReplicas(2);
});
afterAll(() => replicas?.stop());

const readiness = async (replica: number) => {
  const response = await fetch(`${replicas.at(replica).url}/api/health/ready`);
  return { httpStatus: response.status, ...readinessSchema.parse(await response.json()) };
};

const problemAt = async (address: string, authorization: string) => {
  const response = await fetch(`${replicas.at(0).url}${address}`, { headers: { authorization } });
  const retryAfter = response.headers.get("retry-after");
  return { ...problemSchema.parse(await response.json()), retryAfter };
};

/** Posts one ticket after the other until told to stop; what was acknowledged, and every status. */
function load(replica: number, poster: number) {
  const acknowledged: { externalId: string; triage: Triage }[] = [];
  const statuses = new Map<number, number>();
  const slowestMs = { value: 0 };
  let going = true;
  const finished = (async () => {
    for (let turn = 0; going; turn++) {
      const externalId = `${replica}-${poster}-${turn}`;
      const letters = externalId.replaceAll(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)));
      const begun = performance.now();
      const response = await replicas
        .post(
          replica,
          { text: `Queue of ${letters} is stuck, orders wait`, service: letters, source: "load", externalId },
          turn % 2 === 0 ? { "idempotency-key": externalId } : {},
        )
        .catch(() => null);
      // A killed replica acknowledges nothing.
      if (response === null) return;
      const body: unknown = await response.json().catch(() => null);
      if (body === null) return;
      slowestMs.value = Math.max(slowestMs.value, performance.now() - begun);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      if (response.status === 200) acknowledged.push({ externalId, triage: triageSchema.parse(body) });
      await delay(250);
    }
  })();
  return {
    acknowledged,
    statuses,
    slowestMs,
    async stop() {
      going = false;
      await finished;
    },
  };
}

/** Every ticket of the load as the list shows it. */
async function listed(): Promise<string[]> {
  const externalIds: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page = ticketPageSchema.parse(
      await replicas.read(0, `/api/v1/tickets?source=load&limit=200${cursor ? `&cursor=${cursor}` : ""}`),
    );
    externalIds.push(...page.items.flatMap(({ externalId }) => externalId ?? []));
    cursor = page.nextCursor;
  }
  return externalIds;
}

/** The stream of events, from its beginning to what has come so far. */
async function listen(authorization: string) {
  const response = await fetch(`${replicas.at(0).url}/api/v1/events`, { headers: { authorization } });
  let heard = "";
  const reading = (async () => {
    for await (const chunk of response.body ?? []) heard += new TextDecoder().decode(chunk);
  })();
  reading.catch(() => {});
  return { heard: () => heard };
}

test("half a minute without PostgreSQL, under load: every ticket is answered, and stored once", async () => {
  const bearer = (key: string) => `Bearer ${key}`;
  const [neverUsed, revoked] = [await replicas.at(0).createKey(), await replicas.at(0).createKey()];
  const watcher = await replicas.at(0).createKey("metrics:read");
  const keys = (await runCommand("keys", ["list"], replicas.at(0).environment)).stdout;
  const revokedId =
    keys
      .split("\n")
      .find((line) => line.includes(revoked.slice(0, 9)))
      ?.split(" ")[0] ?? "";
  await runCommand("keys", ["revoke", revokedId], replicas.at(0).environment);
  const stream = await listen(bearer(neverUsed));
  const loads = [0, 1].flatMap((replica) =>
    Array.from({ length: postersPerReplica }, (_, poster) => load(replica, poster)),
  );
  await expect
    .poll(() => loads.every(({ acknowledged }) => acknowledged.length > 3), { timeout: patienceMs })
    .toBe(true);

  const post = (authorization: string, body: object, headers: Record<string, string> = {}) =>
    replicas.post(0, body, { authorization, ...headers });
  const outage = performance.now();
  await replicas.postgres.stop();
  await expect
    .poll(() => readiness(0), { timeout: patienceMs })
    .toMatchObject({ status: "degraded", httpStatus: 200 });
  expect((await readiness(0)).dependencies).toContainEqual({ name: "database", status: "down" });

  const body = { text: "Nobody can sign in to the portal", source: "portal" };
  const first = await post(bearer(neverUsed), body, { "idempotency-key": "once" });
  expect(first.status).toBe(200);
  const answer = triageSchema.parse(await first.json());
  expect(answer.origin).toMatchObject({ path: "rules", degraded: true, degradedReason: "database" });
  const again = await post(bearer(neverUsed), body, { "idempotency-key": "once" });
  expect(triageSchema.parse(await again.json()).id).toBe(answer.id);
  const other = await post(bearer(neverUsed), { text: "Another" }, { "idempotency-key": "once" });
  expect(other.status).toBe(422);
  const later = await post(bearer(neverUsed), { text: "Later, please" }, { prefer: "respond-async" });
  expect(later.status).toBe(200);
  expect((await post(bearer(revoked), body)).status).toBe(503);
  expect((await post(bearer(`tg_${"a".repeat(43)}`), body)).status).toBe(503);
  expect((await post("Bearer nonsense", body)).status).toBe(401);

  const scraped = await readMetrics([replicas.at(0).url], watcher);
  expect(scraped.sum("triage_database_up")).toBe(0);
  expect(scraped.sum("triage_journal_entries")).toBeGreaterThan(0);
  expect(scraped.sum("triage_degraded_total", { reason: "database" })).toBeGreaterThan(0);
  expect(scraped.sum("triage_queue_jobs")).toBeNull();

  expect(triageSchema.parse(await replicas.read(0, `/api/v1/triage/${answer.id}`))).toEqual(answer);
  for (const address of ["/api/v1/tickets", "/api/v1/triage/tri_01jd4m3y8ze0xv6t8k1w2q9f5c"]) {
    expect(await problemAt(address, bearer(neverUsed))).toMatchObject({
      status: 503,
      code: "unavailable",
      retryable: true,
      retryAfter: "5",
    });
  }
  for (const address of ["/", "/tickets", "/sign-in"]) {
    const page = await fetch(`${replicas.at(0).url}${address}`, { redirect: "manual" });
    expect(page.status).toBe(503);
  }

  // One replica does not live to see the end of it.
  await delay(Math.max(0, outageMs - (performance.now() - outage)));
  await replicas.at(1).stop("SIGKILL");
  await replicas.postgres.start();
  await replicas.kill(1);
  await Promise.all(loads.map(({ stop }) => stop()));
  for (const replica of [0, 1]) {
    await expect
      .poll(async () => (await readiness(replica)).status, { timeout: patienceMs, interval: 100 })
      .toBe("ok");
  }

  const recovered = await readMetrics([replicas.at(0).url], watcher);
  expect(recovered.sum("triage_database_up")).toBe(1);
  expect(recovered.sum("triage_journal_entries")).toBe(0);
  expect(recovered.sum("triage_queue_jobs", { queue: "triage.retry" })).not.toBeNull();

  const statuses = new Set(loads.flatMap((one) => [...one.statuses.keys()]));
  expect([...statuses]).toEqual([200]);
  const acknowledged = loads.flatMap((one) => one.acknowledged);
  const duringOutage = acknowledged.filter(({ triage }) => triage.origin.degradedReason === "database");
  expect(duringOutage.length).toBeGreaterThan(outageMs / 1_000);
  for (const { triage } of [...acknowledged, { triage: answer }]) {
    const stored = triageSchema.parse(await replicas.read(1, `/api/v1/triage/${triage.id}`));
    expect(stored).toMatchObject({ ticketId: triage.ticketId, createdAt: triage.createdAt });
  }
  const inList = await listed();
  expect(new Set(inList).size).toBe(inList.length);
  for (const { externalId } of acknowledged) expect(inList).toContain(externalId);

  const trace = traceSchema.parse(await replicas.read(0, `/api/v1/triage/${answer.id}/trace`));
  const decisions = trace.events.flatMap((event) => (event.kind === "journal" ? [event.decision] : []));
  expect(decisions).toEqual(["written", "stored"]);
  expect(
    triageSchema.parse(await (await post(bearer(neverUsed), body, { "idempotency-key": "once" })).json()).id,
  ).toBe(answer.id);

  // A model is asked for what the rules had to answer, and who listened all the time hears of it.
  await expect
    .poll(async () => triageSchema.parse(await replicas.read(0, `/api/v1/triage/${answer.id}`)).origin, {
      timeout: patienceMs,
      interval: 250,
    })
    .toMatchObject({ path: "model", degraded: false });
  await expect
    .poll(stream.heard, { timeout: patienceMs })
    .toMatch(new RegExp(`event: triage.replaced\\ndata: [^\\n]*${answer.ticketId}`));
  const slowest = Math.max(...loads.map(({ slowestMs }) => slowestMs.value));
  expect(slowest).toBeLessThan(20_000);
});
