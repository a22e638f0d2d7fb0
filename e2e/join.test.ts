import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { problemSchema } from "#lib/contracts/problem.ts";
import { traceSchema } from "#lib/contracts/trace.ts";
import { type Triage, triageSchema } from "#lib/contracts/triage.ts";
import { patienceMs } from "./patience.ts";
import { type ReplicaSet, startReplicas } from "./replica-set.ts";

let replicas: ReplicaSet;
beforeAll(async () => {
  replicas = await startReplicas(3);
});
beforeEach(() => replicas.simulator.reset());
afterAll(() => replicas?.stop());

const slowly = (textIncludes: string, latencyMs: number) =>
  replicas.simulator.script([{ match: { textIncludes }, latencyMs }]);

/** Resolves when the simulator has been called this often since its reset. */
async function calls(count: number): Promise<void> {
  await expect
    .poll(() => replicas.simulator.calls().length, { timeout: patienceMs, interval: 20 })
    .toBe(count);
}

/** What is equal for all who are answered by one card. */
const verdictOf = ({ card, origin, fingerprint }: Triage) => ({
  card,
  model: origin.model,
  degraded: origin.degraded,
  degradedReason: origin.degradedReason,
  fingerprint,
});

const charges = (triages: readonly Triage[]) =>
  triages.map(({ usage }) => usage.costUsd).filter((costUsd) => costUsd !== 0);

test("fifty equal posts over three replicas make one call and one charge, and are fifty equal cards", async () => {
  slowly("PAYMENTS", 1_000);
  const text = "2026-03-01 10:02 ORA-00060 deadlock in PAYMENTS, checkout is down for all customers";
  const triages = await Promise.all(
    Array.from({ length: 50 }, (_, index) => replicas.triage(index % 3, { text })),
  );

  expect(replicas.simulator.calls()).toHaveLength(1);
  expect(charges(triages)).toHaveLength(1);
  expect(new Set(triages.map((triage) => JSON.stringify(verdictOf(triage)))).size).toBe(1);
  expect(triages.every(({ origin }) => !origin.degraded)).toBe(true);
  const [first, ...others] = triages.toSorted((a, b) => a.occurrences - b.occurrences);
  expect(first).toMatchObject({ origin: { path: "model" }, usage: { modelCalls: 1 }, duplicateOf: null });
  for (const other of others) {
    expect(other).toMatchObject({
      origin: { path: "cache" },
      usage: { modelCalls: 0, costUsd: 0 },
      duplicateOf: first?.id,
    });
  }
  expect(triages.map(({ occurrences }) => occurrences).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
  const trace = traceSchema.parse(await replicas.read(1, `/api/v1/triage/${others[40]?.id}/trace`));
  expect(trace.events).toContainEqual(expect.objectContaining({ kind: "join", triageId: first?.id }));
});

test("who waits for a report that degrades is degraded with it, and does not call the provider again", async () => {
  replicas.simulator.script([
    { match: { textIncludes: "LEDGER" }, faults: ["status-400"], repeat: true, latencyMs: 1_000 },
  ]);
  const text = "Replication of LEDGER stopped, writes fail for all customers";
  const triages = await Promise.all(
    Array.from({ length: 30 }, (_, index) => replicas.triage(index % 3, { text })),
  );
  expect(replicas.simulator.calls()).toHaveLength(1);
  expect(new Set(triages.map((triage) => JSON.stringify(verdictOf(triage)))).size).toBe(1);
  for (const { origin } of triages) expect(origin).toMatchObject({ path: "rules", degraded: true });

  replicas.simulator.reset();
  expect(await replicas.triage(0, { text })).toMatchObject({ origin: { path: "model", degraded: false } });
});

test("an idempotency key is answered by one triage: together, later, and on every replica", async () => {
  slowly("SIGNUP", 700);
  const body = {
    text: "SIGNUP page answers 500 for new customers",
    metadata: { a: 1, b: [{ c: 2, d: 3 }] },
  };
  const sameBody = { metadata: { b: [{ d: 3, c: 2 }], a: 1 }, text: body.text };
  const key = { "idempotency-key": "signup-1" };
  const [first, ...repeated] = await Promise.all([
    ...Array.from({ length: 6 }, (_, index) => replicas.triage(index % 3, body, key)),
    replicas.triage(1, sameBody, { "idempotency-key": '"signup-1"' }),
  ]);
  const later = await replicas.triage(2, body, key);
  for (const triage of [...repeated, later]) expect(triage).toEqual(first);
  expect(replicas.simulator.calls()).toHaveLength(1);

  const other = await replicas.post(1, { ...body, service: "other" }, key);
  expect(other.status).toBe(422);
  expect(problemSchema.parse(await other.json())).toMatchObject({
    code: "idempotency_key_reused",
    retryable: false,
  });
  const keyOfAnother = await replicas.at(0).createKey();
  const ofAnother = await replicas.triage(0, body, { ...key, authorization: `Bearer ${keyOfAnother}` });
  expect(ofAnother.id).not.toBe(first?.id);
});

test.each([
  ["empty", ""],
  ["too long", "x".repeat(256)],
])("an idempotency key that is %s is refused by name", async (_what, key) => {
  const response = await replicas.post(0, { text: "Disk full" }, { "idempotency-key": key });
  expect(response.status).toBe(422);
  const problem = problemSchema.parse(await response.json());
  expect(problem.errors?.[0]?.path).toBe("idempotency-key");
});

test("when the replica that reads is killed, one of those who wait takes over, and a repeated request is done once", async () => {
  slowly("WAREHOUSE", 1_500);
  const doomed = await replicas.add();
  const text = "Kafka consumers of WAREHOUSE lag 2 million messages behind, orders stand still";
  const key = { "idempotency-key": "warehouse-1" };
  const lost = replicas.post(doomed, { text }, key).then(
    () => "answered",
    () => "connection lost",
  );
  await calls(1);
  const waiting = Array.from({ length: 30 }, (_, index) => replicas.triage(index % 3, { text }));
  const repeated = replicas.triage(0, { text }, key);
  await replicas.at(doomed).stop("SIGKILL");
  expect(await lost).toBe("connection lost");

  const triages = await Promise.all([...waiting, repeated]);
  expect(replicas.simulator.calls()).toHaveLength(2);
  expect(replicas.simulator.calls()[0]?.state).toBe("aborted");
  expect(charges(triages)).toHaveLength(1);
  expect(new Set(triages.map((triage) => JSON.stringify(verdictOf(triage)))).size).toBe(1);
  for (const { origin } of triages) expect(origin).toMatchObject({ degraded: false });
  const again = await replicas.triage(1, { text }, key);
  expect(again.id).toBe((await repeated).id);
  expect(again.occurrences).toBe(31);
});

test("a replica that is asked to stop finishes what it reads, and whoever waits for it elsewhere is answered", async () => {
  slowly("INVENTORY", 1_500);
  const leaving = await replicas.add();
  const text = "INVENTORY service answers 503 since the deploy, all shops affected";
  const read = replicas.triage(leaving, { text });
  await calls(1);
  const waiting = [0, 1, 2].map((index) => replicas.triage(index, { text }));
  const exitCode = replicas.at(leaving).stop("SIGTERM");
  const first = await read;
  for (const triage of await Promise.all(waiting)) {
    expect(triage).toMatchObject({ card: first.card, duplicateOf: first.id, origin: { path: "cache" } });
  }
  expect(replicas.simulator.calls()).toHaveLength(1);
  expect(await exitCode).toBe(0);
  const stored = triageSchema.parse(await replicas.read(0, `/api/v1/triage/${first.id}`));
  expect(stored).toMatchObject({ card: first.card, occurrences: 4 });
});
