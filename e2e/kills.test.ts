import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ticketPageSchema } from "#lib/contracts/tickets.ts";
import { triageSchema } from "#lib/contracts/triage.ts";
import { type CallbackReceiver, startCallbackReceiver } from "./callback-receiver.ts";
import { runCommand } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";
import { type ReplicaSet, startReplicas } from "./replica-set.ts";

const kills = 20;
const replicaCount = 3;
const posters = 6;

let replicas: ReplicaSet;
let receiver: CallbackReceiver;
beforeAll(async () => {
  replicas = await startReplicas(replicaCount, { ALLOW_LOOPBACK_CALLBACKS: "true" });
  const secret = await runCommand("webhooks", ["secret"], replicas.at(0).environment);
  receiver = await startCallbackReceiver(secret.stdout.trim());
  replicas.simulator.script([{ match: {}, latencyMs: 150 }]);
});
afterAll(async () => {
  await receiver?.close();
  await replicas?.stop();
});

/** A number from 0 to 1 that is the same in every run; tells a failing run's kills apart from another's. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

interface Acknowledged {
  externalId: string;
  triageId: string;
  later: boolean;
}

/** One ticket after the other; each is sent again, with its key, until some replica has acknowledged it. */
function post(poster: number) {
  const acknowledged: Acknowledged[] = [];
  const refusals: number[] = [];
  let going = true;

  async function acknowledge(externalId: string, later: boolean): Promise<void> {
    const letters = externalId.replaceAll(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)));
    const body = {
      text: `Workers of ${letters} hang, orders wait`,
      service: letters,
      source: "kills",
      externalId,
      ...(later ? { callbackUrl: receiver.url } : {}),
    };
    const headers = { "idempotency-key": externalId, ...(later ? { prefer: "respond-async" } : {}) };
    for (let tries = 0; ; tries++) {
      const response = await replicas.post((poster + tries) % replicaCount, body, headers).catch(() => null);
      const answer: unknown = await response?.json().catch(() => null);
      if (response && (response.status === 200 || response.status === 202)) {
        const triage = triageSchema.safeParse(answer);
        if (triage.success) {
          acknowledged.push({ externalId, triageId: triage.data.id, later });
          return;
        }
      } else if (response && response.status !== 503) refusals.push(response.status);
      await delay(50);
    }
  }

  const finished = (async () => {
    for (let turn = 0; going; turn++) await acknowledge(`${poster}-${turn}`, turn % 2 === 1);
  })();
  return {
    acknowledged,
    refusals,
    async stop() {
      going = false;
      await finished;
    },
  };
}

async function listed(): Promise<{ externalId: string | null; triageId: string }[]> {
  const tickets: { externalId: string | null; triageId: string }[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page = ticketPageSchema.parse(
      await replicas.read(0, `/api/v1/tickets?source=kills&limit=200${cursor ? `&cursor=${cursor}` : ""}`),
    );
    tickets.push(...page.items);
    cursor = page.nextCursor;
  }
  return tickets;
}

test("twenty kills under load lose nothing that was acknowledged, do nothing twice and leave nothing behind", async () => {
  const random = seededRandom(20_260_301);
  const loads = Array.from({ length: posters }, (_, poster) => post(poster));
  const restarting = new Map<number, Promise<void>>();
  for (let kill = 0; kill < kills; kill++) {
    await delay(100 + random() * 900);
    const living = Array.from({ length: replicaCount }, (_, index) => index).filter(
      (index) => !restarting.has(index),
    );
    // One stays, so that there is somebody to acknowledge something.
    if (living.length < 2) await Promise.race(restarting.values());
    const victim = living[Math.floor(random() * living.length)] ?? 0;
    const back = replicas.kill(victim).finally(() => restarting.delete(victim));
    restarting.set(victim, back);
  }
  await Promise.all(restarting.values());
  await Promise.all(loads.map(({ stop }) => stop()));

  const acknowledged = loads.flatMap((load) => load.acknowledged);
  expect(loads.flatMap(({ refusals }) => refusals)).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(kills);
  const later = acknowledged.filter((one) => one.later);
  await expect
    .poll(
      async () => {
        const open = await Promise.all(
          acknowledged.map(async ({ triageId }) =>
            triageSchema.parse(await replicas.read(1, `/api/v1/triage/${triageId}`)),
          ),
        );
        return open.filter(({ status }) => status !== "done").map(({ id }) => id);
      },
      { timeout: patienceMs, interval: 500 },
    )
    .toEqual([]);

  const tickets = await listed();
  expect(new Set(tickets.map(({ externalId }) => externalId)).size).toBe(tickets.length);
  const triageOf = new Map(tickets.map(({ externalId, triageId }) => [externalId, triageId]));
  for (const { externalId, triageId } of acknowledged) expect(triageOf.get(externalId)).toBe(triageId);

  const toldOf = () => new Set(receiver.received.map(({ message }) => message.data.id));
  await expect
    .poll(() => later.filter(({ triageId }) => !toldOf().has(triageId)), { timeout: patienceMs })
    .toEqual([]);
  const messages = new Map(
    receiver.received.map(({ id, message }) => [id, `${message.type} ${message.data.id}`]),
  );
  expect(new Set(messages.values()).size).toBe(messages.size);
});
