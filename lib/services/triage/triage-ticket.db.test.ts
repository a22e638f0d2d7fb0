import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { listTickets } from "#db/queries/tickets.ts";
import { findTrace } from "#db/queries/traces.ts";
import { findTriage, findTriageDetailByTicket, listAttempts } from "#db/queries/triages.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { createRedactor } from "#lib/redaction/redactor.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { importUploadedRunbooks } from "#lib/services/knowledge/import-runbooks.ts";
import { testContext } from "#lib/services/testing.ts";
import { type Simulator, startSimulator } from "../../../simulator/server.ts";
import { triageTicket } from "./triage-ticket.ts";

let testDatabase: TestDatabase;
let simulator: Simulator;
let jobs: PgBossQueue | undefined;

beforeAll(async () => {
  [testDatabase, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
});
afterEach(() => simulator.reset());
afterAll(async () => {
  await jobs?.stop();
  await Promise.all([testDatabase.drop(), simulator.close()]);
});

/** A context whose cheap tier is the given models of the simulator. */
function contextWith(...models: string[]): ServiceContext {
  const { database } = testDatabase;
  jobs ??= new PgBossQueue(database, createLogger("silent"), { supervise: false });
  return testContext({ database, jobs, simulatorUrl: simulator.url, models });
}

const contextWithPolicy = (ctx: ServiceContext, changes: Partial<ServiceContext["policy"]>) => ({
  ...ctx,
  policy: { ...ctx.policy, ...changes },
});

test("a model that tells log-probabilities is asked for them where the policy says so, and the card says what they were", async () => {
  const ctx = contextWith("telling");
  const { policy } = ctx;
  const asking = contextWithPolicy(ctx, {
    logProbabilities: { cheap: policy.models.cheap, strong: [] },
  });
  const text = "Replica lag on db-9 grows, the report of sales is two hours late for the finance team";
  const silent = await triageTicket(ctx, { text });
  // Other rules of confidence make another card, not a reused one.
  const told = await triageTicket(asking, { text });
  expect(told.origin).toMatchObject({ path: "model", model: "compatible:telling" });
  expect(told.calibration?.likelihood).toEqual({
    category: expect.closeTo(0.8),
    severity: expect.closeTo(0.8),
  });
  expect(told.card?.reasons.at(-1)).toMatch(
    /^by its log-probabilities the model was 80% sure of \w+ and 80% sure of P\d$/,
  );
  expect(told.calibration?.stated).not.toBe(silent.calibration?.stated);
  expect(silent.calibration?.likelihood).toBeUndefined();
  expect(await findTriage(ctx.database, told.id)).toEqual(told);
});

test("stores ticket, card, facts and every attempt, and reads them back as they were answered", async () => {
  const ctx = contextWith("broken--status-500", "priced");
  const text = "Disk of db-3 is 97 % full, writes to ORDERS fail for all customers";
  const triage = await triageTicket(ctx, {
    text,
    source: "zendesk",
    service: "orders",
    metadata: { a: [1] },
  });

  expect(triage.origin).toMatchObject({
    path: "model",
    model: "compatible:priced",
    simulated: true,
    degraded: false,
  });
  expect(await findTriage(ctx.database, triage.id)).toEqual(triage);
  const detail = await findTriageDetailByTicket(ctx.database, triage.ticketId);
  expect(detail).toMatchObject({ triage, ticket: { text, source: "zendesk", service: "orders" } });
  expect(detail?.facts).not.toBeNull();
  const attempts = await listAttempts(ctx.database, triage.id);
  expect(
    attempts.map(({ ordinal, model, outcome, statusCode }) => [ordinal, model, outcome, statusCode]),
  ).toEqual([
    [1, "compatible:broken--status-500", "provider_error", 500],
    [2, "compatible:priced", "succeeded", 200],
  ]);
  const [refused, answered] = attempts;
  expect(refused?.costNanoUsd).toBe(0n);
  expect(answered?.costNanoUsd).toBe(
    BigInt(((answered?.inputTokens ?? 0) * 1 + (answered?.outputTokens ?? 0) * 4) * 1000),
  );
  expect(triage.usage).toMatchObject({ modelCalls: 2, costUsd: Number(answered?.costNanoUsd) / 1e9 });
});

test("a repeated incident takes over the runbooks of the card that answers, and searches for none", async () => {
  const ctx = contextWith("priced");
  const shelf = [{ id: "shop/PumpStalls", markdown: "# PumpStalls\n## Mitigation\nStart the pump again." }];
  await importUploadedRunbooks(ctx, { source: "shop", runbooks: shelf });
  const text = "[FIRING:1] PumpStalls (instance pump-4)";
  const first = await triageTicket(ctx, { text });
  expect(first.runbooks).toMatchObject([{ id: "shop/PumpStalls" }]);

  // A search would find nothing any more.
  const others = [{ id: "shop/PumpStalls", markdown: "# Holidays\nAsk your manager." }];
  await importUploadedRunbooks(ctx, { source: "shop", runbooks: others });
  const again = await triageTicket(ctx, { text });
  expect(again).toMatchObject({ origin: { path: "cache" }, runbooks: first.runbooks });
  expect(await findTriage(ctx.database, again.id)).toEqual(again);
  const searches = async (id: string) =>
    (await findTrace(ctx.database, id))?.events.filter(({ kind }) => kind === "runbooks").length;
  expect(await searches(first.id)).toBe(1);
  expect(await searches(again.id)).toBe(0);
});

test("answers a repeated incident from its card, without a model call and at no cost", async () => {
  const ctx = contextWith("priced");
  const first = await triageTicket(ctx, {
    text: "2026-01-02 10:00 pod web-7f9c4d6b8d-x2k9p OOMKilled in shop",
  });
  const calls = simulator.calls().length;
  const again = await triageTicket(ctx, {
    text: "2026-01-02 11:30 pod web-7f9c4d6b8d-w4hzt OOMKilled in shop",
  });
  expect(simulator.calls()).toHaveLength(calls);
  expect(again).toMatchObject({
    card: first.card,
    origin: { path: "cache", model: first.origin.model },
    occurrences: 2,
    duplicateOf: first.id,
    usage: { modelCalls: 0, costUsd: 0 },
  });
  expect((await findTriage(ctx.database, first.id))?.occurrences).toBe(2);
});

test("the trace tells what the rubric said of a model's steps", async () => {
  const ctx = contextWith("priced");
  const triage = await triageTicket(ctx, {
    text: "Checkout pods of shop-eu-3 crash since the deploy at 9:40",
  });
  const decisions = (await findTrace(ctx.database, triage.id))?.events.filter(({ kind }) => kind === "steps");
  expect(decisions).toEqual([
    expect.objectContaining({ scores: [expect.any(Number), expect.any(Number), expect.any(Number)] }),
  ]);
});

test("a reused card quotes only what the new text says", async () => {
  const ctx = contextWith();
  await triageTicket(ctx, { text: "Disk of web-01.example.com is 99 % full since 10:02" });
  const text = "Disk of web-02.example.com is 99 % full since 11:40";
  const again = await triageTicket(ctx, { text });
  expect(again.origin.path).toBe("cache");
  expect(again.card?.summary).toContain("web-02");
  expect(again.card?.summary).not.toContain("web-01");
  expect(again.card?.evidence.length).toBeGreaterThan(0);
  for (const { quote } of again.card?.evidence ?? []) expect(text).toContain(quote);
});

test.each([
  ["another service", { service: "search" }],
  ["another environment", { environment: "staging" as const }],
])("does not reuse the card for %s", async (_name, changes) => {
  const ctx = contextWith("priced");
  const request = {
    text: "Replication lag of pg-main is 900 s",
    service: "orders",
    environment: "production" as const,
  };
  await triageTicket(ctx, request);
  expect((await triageTicket(ctx, { ...request, ...changes })).origin.path).toBe("model");
});

test("a card reused for too long is made anew", async () => {
  const ctx = contextWith("priced");
  const later: ServiceContext = {
    ...ctx,
    runtime: { ...systemRuntime, now: () => new Date(Date.now() + 3601 * 1000) },
  };
  const request = { text: "Certificate of api.example.com expires in 3 days" };
  await triageTicket(ctx, request);
  expect(await triageTicket(later, request)).toMatchObject({ origin: { path: "model" }, occurrences: 2 });
});

test("when every model fails the rules answer, say why, and are not reused once a model is back", async () => {
  const request = { text: "Kafka broker 3 is down, partitions under-replicated" };
  const ctx = contextWith("flaky");
  simulator.script([{ match: { model: "flaky" }, faults: ["status-503", "status-503", "status-503"] }]);
  const degraded = await triageTicket(ctx, request);
  expect(degraded).toMatchObject({
    origin: { path: "rules", degraded: true, degradedReason: "provider_error", model: null },
    usage: { modelCalls: 3 },
  });
  expect(degraded.review.state).toBe("pending");
  expect(await triageTicket(ctx, request)).toMatchObject({
    origin: { path: "model", degraded: false },
    occurrences: 2,
    duplicateOf: degraded.id,
  });
});

test("past the bound of operations that ask models the rules answer at once, and say so", async () => {
  const ctx = contextWith("busy");
  const free = [];
  const { concurrent } = ctx.admission.slots.limits;
  for (let held = 0; held < concurrent; held++) {
    free.push(await ctx.admission.slots.take(new AbortController().signal));
  }
  const waiting = Array.from({ length: ctx.admission.slots.limits.waiting }, () =>
    ctx.admission.slots.take(AbortSignal.timeout(10_000)),
  );
  const triage = await triageTicket(ctx, { text: "Turbine 4 of the dam does not start" });
  expect(triage).toMatchObject({
    origin: { path: "rules", degraded: true, degradedReason: "overloaded" },
    usage: { modelCalls: 0 },
  });
  expect(simulator.calls()).toEqual([]);
  const trace = await findTrace(ctx.database, triage.id);
  expect(trace?.events).toContainEqual(expect.objectContaining({ kind: "admission", decision: "refused" }));
  for (const give of free) give?.();
  for (const late of waiting) (await late)?.();
  expect(ctx.admission.slots.load()).toEqual({ held: 0, waiting: 0 });
});

test.each<[string, (ctx: ServiceContext) => ServiceContext]>([
  [
    "another list of models",
    (ctx) => contextWithPolicy(ctx, { models: { cheap: ["compatible:next"], strong: [] } }),
  ],
  ["another policy", (ctx) => contextWithPolicy(ctx, { reviewBelow: 0.9 })],
])("%s makes the card anew", async (what, changed) => {
  const ctx = contextWith("priced");
  const request = { text: "The archive cannot be written, uploads fail", service: what };
  await triageTicket(ctx, request);
  expect((await triageTicket(ctx, request)).origin.path).toBe("cache");
  expect((await triageTicket(changed(ctx), request)).origin.path).toBe("model");
});

test("the list finds a ticket by its words and its card", async () => {
  const ctx = contextWith();
  const triage = await triageTicket(ctx, { text: "Zylophone exporter cannot reach LDAP" });
  const page = await listTickets(ctx.database, { limit: 10, q: "zylophone ldap", path: ["rules"] });
  expect(page).toMatchObject({ nextCursor: null, items: [{ id: triage.ticketId, triageId: triage.id }] });
});

const token = () => `gh${"p_"}${"k7Lm".repeat(9)}`;

test("what is stored, sent and answered knows no secret and no person", async () => {
  const ctx = contextWith("redacted");
  const text = `checkout is down for all customers, jane@example.com sees 502\nlogs: token ${token()} rejected`;
  const triage = await triageTicket(ctx, {
    text,
    source: "mail of omar@example.com",
    externalId: token(),
    metadata: { reporter: { mobile: "4155550132" }, password: "two words" },
  });
  const detail = await findTriageDetailByTicket(ctx.database, triage.ticketId);
  expect(detail?.ticket).toMatchObject({
    text: "checkout is down for all customers, [email-1] sees 502\nlogs: token [github-token-1] rejected",
    source: "mail of [email-2]",
    externalId: "[github-token-1]",
    removed: { email: 2, "github-token": 1, phone: 1, password: 1 },
  });
  const told = JSON.stringify([triage, detail, simulator.calls()]);
  for (const value of ["jane@", "omar@", token(), "4155550132", "two words"])
    expect(told).not.toContain(value);
});

test("two reports that differ only in what was removed are the same incident", async () => {
  const ctx = contextWith("twice");
  const report = (who: string, card: string) => ({
    text: `Payment of ${who} with card ${card} hangs at step confirm, queue payments-eu is full`,
  });
  const first = await triageTicket(ctx, report("jane@example.com", "4111 1111 1111 1111"));
  const second = await triageTicket(ctx, report("omar@example.org", "5500 0000 0000 0004"));
  expect(second.fingerprint).toBe(first.fingerprint);
  expect(second).toMatchObject({ occurrences: 2, origin: { path: "cache" } });
});

test("when redaction fails, nothing of the text is stored or sent, and a human is asked", async () => {
  const failing = createRedactor({
    detectors: [
      () => {
        throw new TypeError("cannot read orchid-4711");
      },
    ],
    limitMs: 1_000,
  });
  const ctx = { ...contextWith("never-asked"), redact: failing };
  const request = { text: "orchid-4711 is down", service: "orchid-4711", metadata: { a: "orchid-4711" } };
  const [one, two] = [await triageTicket(ctx, request), await triageTicket(ctx, request)];
  expect(one).toMatchObject({
    status: "done",
    card: { category: "unknown", confidence: 0 },
    origin: { path: "rules", degraded: true, degradedReason: "redaction", model: null },
    review: { state: "pending" },
    usage: { modelCalls: 0 },
  });
  // Nothing is known of either, hence nothing that makes them one incident.
  expect(two.fingerprint).not.toBe(one.fingerprint);
  const detail = await findTriageDetailByTicket(ctx.database, one.ticketId);
  expect(detail?.ticket.text).toContain("withheld");
  expect(JSON.stringify([one, detail, simulator.calls()])).not.toContain("orchid-4711");
});
