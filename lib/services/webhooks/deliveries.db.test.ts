import { afterAll, beforeAll, expect, test } from "vitest";
import { findDelivery, insertDelivery, noteTry } from "#db/queries/deliveries.ts";
import { storeTriage } from "#db/queries/store-triage.ts";
import { sharedSecrets } from "#db/schema/shared-secrets.ts";
import { createTestDatabase, newTriage, type TestDatabase } from "#db/testing.ts";
import { deliveryQuerySchema } from "#lib/contracts/webhooks.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createSealer } from "#lib/core/seal.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { deliverCallback } from "#lib/services/later/deliver-callback.ts";
import { rotateWebhookSecret, signingSecrets, webhookSecret } from "#lib/services/later/webhook-secret.ts";
import { testContext } from "#lib/services/testing.ts";
import { listDeliveries, retryDelivery, sendTestMessage } from "./deliveries.ts";

let home: TestDatabase;
let jobs: PgBossQueue;
beforeAll(async () => {
  home = await createTestDatabase();
  jobs = new PgBossQueue(home.database, createLogger("silent"), { supervise: false });
});
afterAll(async () => {
  await jobs.stop();
  await home.drop();
});

const ctx = () => testContext({ database: home.database, jobs, simulatorUrl: null });
const list = async (query: Record<string, string> = {}) =>
  (await listDeliveries(ctx(), deliveryQuerySchema.parse(query))).items.map(({ id, state }) => [id, state]);

async function message(): Promise<string> {
  const triage = newTriage();
  await storeTriage(home.database, triage);
  const id = systemRuntime.newId("msg");
  const about = {
    triageId: triage.triage.id,
    type: "triage.completed",
    sealedUrl: ctx().sealer.seal("https://example.com/hook?token=abc"),
  } as const;
  await insertDelivery(home.database, { ...about, id, body: "{}", createdAt: new Date() });
  return id;
}

const failed = (id: string, ended: "again" | "never") =>
  noteTry(home.database, id, { status: 503, error: "answered 503", at: new Date(), ended });

test("a message is waiting, failing, given up or delivered, and can be asked for again until it arrived", async () => {
  const [delivered, refused, exhausted, failing, waiting] = [
    await message(),
    await message(),
    await message(),
    await message(),
    await message(),
  ];
  await noteTry(home.database, delivered, { status: 204, error: null, at: new Date(), ended: "delivered" });
  await failed(refused, "never");
  for (let tries = 0; tries < 25; tries++) await failed(exhausted, "again");
  await failed(failing, "again");
  expect(await list()).toEqual([
    [waiting, "waiting"],
    [failing, "failing"],
    [exhausted, "given_up"],
    [refused, "given_up"],
    [delivered, "delivered"],
  ]);
  for (const state of ["waiting", "failing", "given_up", "delivered"]) {
    expect(await list({ state })).toEqual((await list()).filter((row) => row[1] === state));
  }
  expect(await retryDelivery(ctx(), exhausted)).toMatchObject({ state: "waiting", tries: 0 });
  expect(await findDelivery(home.database, exhausted)).toMatchObject({ tries: 0, givenUpAt: null });
  await expect(retryDelivery(ctx(), delivered)).rejects.toMatchObject({ code: "conflict" });
});

test("a secret that was replaced signs for one more day, and one before it no longer", async () => {
  let now = new Date();
  const at = () => ({ ...ctx(), runtime: { ...systemRuntime, now: () => now } });
  const first = await webhookSecret(at());
  expect(await signingSecrets(at())).toEqual([first]);
  const { secret: second } = await rotateWebhookSecret(at());
  expect(await signingSecrets(at())).toEqual([second, first]);
  const { secret: third, previousUntil } = await rotateWebhookSecret(at());
  expect(await signingSecrets(at())).toEqual([third, second]);
  expect(previousUntil).toBe(new Date(now.getTime() + 86_400_000).toISOString());
  now = new Date(now.getTime() + 86_400_000);
  expect(await signingSecrets(at())).toEqual([third]);
});

test("the secret is stored unreadable, and one of another AUTH_SECRET can be replaced and not be read", async () => {
  const secret = await webhookSecret(ctx());
  const stored = await home.database.select().from(sharedSecrets);
  expect(JSON.stringify(stored)).not.toContain(secret.slice("whsec_".length));

  const moved = { ...ctx(), sealer: createSealer("the secret that the gateway has now, long enough") };
  await expect(webhookSecret(moved)).rejects.toMatchObject({ code: "unavailable" });
  expect(await signingSecrets(moved)).toEqual([]);
  expect(await sendTestMessage(moved, "https://example.com/hook")).toMatchObject({
    delivered: false,
    status: null,
    problem: expect.stringContaining("AUTH_SECRET"),
  });
  const { secret: next } = await rotateWebhookSecret(moved);
  expect(await signingSecrets(moved)).toEqual([next]);
  expect(await webhookSecret(moved)).toBe(next);
});

test("an address is listed without its token, and sent to by nobody who cannot read it", async () => {
  const id = await message();
  const [listed] = (await listDeliveries(ctx(), deliveryQuerySchema.parse({ limit: 1 }))).items;
  expect(listed).toMatchObject({ id, url: "https://example.com/hook?…" });

  const stranger = { ...ctx(), sealer: createSealer("the secret of another gateway, long enough") };
  await expect(deliverCallback(stranger, id)).rejects.toMatchObject({ code: "unavailable" });
  const [failing] = (await listDeliveries(stranger, deliveryQuerySchema.parse({ limit: 1 }))).items;
  expect(failing).toMatchObject({ id, url: "…", state: "failing", tries: 1 });
  expect(failing?.lastError).toContain("AUTH_SECRET");
});
