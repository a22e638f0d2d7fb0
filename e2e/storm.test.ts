import { afterAll, beforeAll, expect, test } from "vitest";
import { ticketPageSchema } from "#lib/contracts/tickets.ts";
import { type Triage, triageSchema } from "#lib/contracts/triage.ts";
import { type ReplicaSet, startReplicas } from "./replica-set.ts";

const reports = 1_000;

let replicas: ReplicaSet;
beforeAll(async () => {
  replicas = await startReplicas(3);
});
afterAll(() => replicas?.stop());

const digits = (seed: number, count: number) => String((seed * 7_919 + 104_729) % 10 ** count);
const hexadecimal = (seed: number) =>
  (seed * 2_654_435_761 + 1_013_904_223).toString(16).padStart(8, "0").slice(-8);
const uuid = (seed: number) => `${hexadecimal(seed)}-0f6c-4f0e-9d6b-${hexadecimal(seed + 1)}abcd`;
const clock = (seed: number) => `2026-03-01T10:0${seed % 10}:${10 + (seed % 50)}.${100 + (seed % 900)}Z`;
const address = (seed: number) => `10.${seed % 200}.${seed % 90}.${seed % 250}`;

const alertmanager = (seed: number, labels: Record<string, string>, summary: string) =>
  JSON.stringify({
    version: "4",
    status: "firing",
    groupKey: `{}:{alertname="${labels.alertname}"}:${seed}`,
    alerts: [
      {
        status: "firing",
        startsAt: clock(seed),
        fingerprint: hexadecimal(seed),
        labels: { ...labels, instance: `${address(seed)}:9100` },
        annotations: { summary },
      },
    ],
  });

/** Ten causes, each in as many words of its own as there are reports. */
const causes: ((seed: number) => string)[] = [
  (seed) => alertmanager(seed, { alertname: "HostDiskFull", severity: "critical" }, "Disk /data is 97% full"),
  (seed) => alertmanager(seed, { alertname: "HostDiskFull", severity: "warning" }, "Disk /data is 12% full"),
  (seed) =>
    `${clock(seed)} ERROR checkout-prod-${digits(seed, 2)} [req ${uuid(seed)}] upstream payments answered 503`,
  (seed) =>
    `${clock(seed)} ERROR checkout-staging-${digits(seed, 2)} [req ${uuid(seed)}] upstream payments answered 503`,
  (seed) =>
    `${clock(seed)} FATAL [${digits(seed, 5)}] connection to ${address(seed)}:5432 refused, database orders`,
  (seed) =>
    `${clock(seed)} FATAL [${digits(seed, 5)}] connection to ${address(seed)}:5432 refused, database invoices`,
  (seed) => `Pod shop/cart-${hexadecimal(seed)}9-x2k9q OOMKilled, exit code 137, request_id=${uuid(seed)}`,
  (seed) => `Kafka consumer group billing lags 2 million messages behind on partition ${seed % 12}`,
  (seed) =>
    `sshd[${digits(seed, 5)}]: Failed password for root from ${address(seed)} port ${digits(seed, 5)}`,
  (seed) => `Certificate of api-${seed % 9}.example.com expires in 2 days, checked at ${clock(seed)}`,
];

const isFirst = ({ duplicateOf }: Triage) => duplicateOf === null;

test("a thousand alerts of ten causes at once make ten calls, and every report is counted and kept", async () => {
  const triages = await Promise.all(
    Array.from({ length: reports }, (_, seed) =>
      replicas.triage(seed % 3, { text: causes[seed % causes.length]?.(seed) ?? "", source: "storm" }),
    ),
  );
  expect(replicas.simulator.calls().length).toBe(causes.length);
  expect(triages.filter(({ usage }) => usage.modelCalls > 0)).toHaveLength(causes.length);
  expect(triages.filter(({ origin }) => origin.degraded)).toEqual([]);
  const firsts = triages.filter(isFirst);
  expect(firsts).toHaveLength(causes.length);
  for (const { id } of firsts) {
    const counts = triages.filter((triage) => [triage.id, triage.duplicateOf].includes(id));
    expect(counts.map(({ occurrences }) => occurrences).sort((a, b) => a - b)).toEqual(
      Array.from({ length: reports / causes.length }, (_, index) => index + 1),
    );
    const now = triageSchema.parse(await replicas.read(0, `/api/v1/triage/${id}`));
    expect(now.occurrences).toBe(reports / causes.length);
  }
});

test("every report of the storm can be found", async () => {
  const kept = new Set<string>();
  let cursor: string | null = "";
  while (cursor !== null) {
    const query = new URLSearchParams({ source: "storm", limit: "200", ...(cursor ? { cursor } : {}) });
    const page = ticketPageSchema.parse(await replicas.read(1, `/api/v1/tickets?${query}`));
    for (const { id, occurrences } of page.items) {
      kept.add(id);
      expect(occurrences).toBe(reports / causes.length);
    }
    cursor = page.nextCursor;
  }
  expect(kept.size).toBe(reports);
});
