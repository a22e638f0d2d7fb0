import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { ownSignalsReader } from "#lib/server/own-signals.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { addSignal, changeSignal, explainText, listSignals } from "./signals.ts";

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

let elapsedMs = 0;

function contextOf(): ServiceContext {
  const { database } = home;
  const ctx = testContext({ database, jobs, simulatorUrl: null });
  return {
    ...ctx,
    ownSignals: ownSignalsReader(database, { elapsedMs: () => elapsedMs }, ctx.logger),
    actor: {
      type: "user",
      id: "usr_1",
      name: "Ada",
      email: "ada@example.com",
      role: "admin",
      scopes: ["admin"],
    },
  };
}

const text = "Kestrel of plant 4 is stuck again";

test("a signal counts for new tickets, ends the reuse of older cards and can be turned off again", async () => {
  const ctx = contextOf();
  const before = await triageTicket(ctx, { text });
  expect((await triageTicket(ctx, { text })).origin.path).toBe("cache");

  const signal = await addSignal(ctx, { phrase: "kestrel", category: "data", strength: "strong" });
  expect(signal).toMatchObject({ enabled: true, createdBy: "Ada", changedBy: "Ada", note: null });
  expect((await explainText(ctx, { text })).category).toBe("data");
  elapsedMs += 60_000;
  const after = await triageTicket(ctx, { text });
  expect(after.origin.path).toBe("rules");
  expect(after.origin.policyVersion).not.toBe(before.origin.policyVersion);
  expect(after.card?.category).toBe("data");
  expect(after.card?.evidence).toContainEqual({ fact: "cue", value: "data (strong)", quote: "Kestrel" });

  expect(await changeSignal(ctx, signal.id, { enabled: false })).toMatchObject({ enabled: false });
  elapsedMs += 60_000;
  expect((await triageTicket(ctx, { text })).card?.category).toBe(before.card?.category);
  expect((await listSignals(ctx)).items).toHaveLength(1);
});

test("refuses a phrase that is there, one that cannot be looked for, and an id that is none", async () => {
  const ctx = contextOf();
  const signal = { phrase: "order hub", category: "app", strength: "weak" } as const;
  await addSignal(ctx, signal);
  await expect(addSignal(ctx, { ...signal, phrase: "Order Hub" })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(addSignal(ctx, { ...signal, phrase: ".. down" })).rejects.toMatchObject({
    code: "invalid_fields",
    errors: [{ path: "phrase", message: expect.stringContaining("phrase") }],
  });
  await expect(changeSignal(ctx, "sig_none", { enabled: true })).rejects.toMatchObject({ code: "not_found" });
});

test("one query serves all tickets of some seconds, and a database that fails leaves the last signals", async () => {
  const ctx = contextOf();
  await addSignal(ctx, { phrase: "osprey", category: "infra", strength: "strong" });
  let nowMs = 0;
  const gone = await createTestDatabase();
  const read = ownSignalsReader(gone.database, { elapsedMs: () => nowMs }, createLogger("silent"));
  const [one, other] = await Promise.all([read(), read()]);
  expect(one).toBe(other);
  await gone.drop();
  nowMs += 60_000;
  expect(await read()).toBe(one);
});

test("a signal for a severity holds cards within it, is told in their reasons and is audited", async () => {
  const ctx = contextOf();
  const slow = "Heron of plant 7 is a little slow for one user";
  const before = await triageTicket(ctx, { text: slow });
  expect(["P2", "P3"]).toContain(before.card?.severity);
  const signal = await addSignal(ctx, { phrase: "heron", severity: "at_least_P1", note: "Line stops" });
  expect(signal).toMatchObject({ category: null, strength: null, severity: "at_least_P1" });
  await expect(addSignal(ctx, { phrase: "HERON", severity: "at_least_P1" })).rejects.toMatchObject({
    code: "conflict",
  });
  elapsedMs += 60_000;
  const after = await triageTicket(ctx, { text: slow });
  expect(after.origin.path).toBe("rules");
  expect(after.card?.severity).toBe("P1");
  expect(after.card?.reasons.join()).toContain('own signal "heron", at least P1');
  const { items } = await listAudit(ctx, { limit: 10 });
  expect(items.find(({ subject }) => subject.id === signal.id)?.after).toMatchObject({
    phrase: "heron",
    severity: "at_least_P1",
  });
});
