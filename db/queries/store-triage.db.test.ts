import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, newCard, newTriage, type TestDatabase } from "../testing.ts";
import { listEventsAfter, listenForEvents } from "./events.ts";
import type { StoredAttempt } from "./new-triage.ts";
import { storeTriage } from "./store-triage.ts";
import { findTicketListItems } from "./tickets.ts";
import { findAnswer, findTriage, findTriageDetailByTicket, listAttempts } from "./triages.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const attempt = (triageId: string, ordinal: number): StoredAttempt => ({
  id: `att_${triageId.slice(4)}${ordinal}`,
  ordinal,
  model: "openai:gpt",
  tier: "cheap",
  purpose: "first",
  outcome: "succeeded",
  statusCode: 200,
  startedAt: new Date("2026-01-01T00:00:00.123Z"),
  waitMs: 0,
  ms: 812.25,
  inputTokens: 1000,
  cachedInputTokens: 800,
  cacheWriteTokens: 100,
  cacheWrite1hTokens: 40,
  outputTokens: 100,
  reasoningTokens: 0,
  costNanoUsd: 9_007_199_254_740_993n,
  detail: null,
  answerRepairs: [],
  promptVersion: "prm_test",
  policyVersion: "pol_test",
  pricesVersion: "prices_test",
  simulated: true,
  account: "triage",
  apiKeyId: "key_test",
  team: "payments",
  source: "zendesk",
});

test("a stored triage reads back as the contract shows it", async () => {
  const card = newCard({ confidence: 0.86 });
  const stored = newTriage({
    ticket: { service: "checkout", environment: "production", metadata: { region: "eu" } },
    triage: {
      card,
      usage: {
        modelCalls: 1,
        inputTokens: 1000,
        cachedInputTokens: 800,
        outputTokens: 100,
        reasoningTokens: 0,
        costNanoUsd: 123_000n,
        savedNanoUsd: 5n,
        routingSavedNanoUsd: 0n,
      },
    },
    createdAt: new Date("2026-01-01T00:00:00.000Z"),
  });
  await storeTriage(home.database, stored);

  const triage = await findTriage(home.database, stored.triage.id);
  expect(triage).toEqual({
    id: stored.triage.id,
    ticketId: stored.ticket.id,
    status: "done",
    card,
    origin: stored.triage.origin,
    review: { state: "none", reasons: [] },
    calibration: null,
    usage: {
      modelCalls: 1,
      inputTokens: 1000,
      cachedInputTokens: 800,
      outputTokens: 100,
      reasoningTokens: 0,
      costUsd: 0.000123,
      savedUsd: 5e-9,
    },
    timing: { totalMs: 12.5, modelMs: 0 },
    fingerprint: "checkout answers <n>",
    occurrences: 1,
    duplicateOf: null,
    runbooks: [],
    createdAt: "2026-01-01T00:00:00.000Z",
  });
  const detail = await findTriageDetailByTicket(home.database, stored.ticket.id);
  expect(detail?.triage).toEqual(triage);
  expect(detail?.ticket).toMatchObject({
    text: stored.ticket.text,
    service: "checkout",
    environment: "production",
  });
  expect((await findTicketListItems(home.database, [stored.ticket.id])).get(stored.ticket.id)).toMatchObject({
    triageId: stored.triage.id,
    severity: "P1",
    summary: card.summary,
    occurrences: 1,
  });
});

test("what does not exist is null", async () => {
  expect(await findTriage(home.database, "tri_none")).toBeNull();
  expect(await findTriageDetailByTicket(home.database, "tkt_none")).toBeNull();
  expect((await findTicketListItems(home.database, ["tkt_none"])).get("tkt_none")).toBeUndefined();
});

test("attempts keep their order, exact cost and unknown counts", async () => {
  const stored = newTriage();
  const attempts = [attempt(stored.triage.id, 1), { ...attempt(stored.triage.id, 2), costNanoUsd: null }];
  await storeTriage(home.database, { ...stored, attempts: attempts.toReversed() });
  expect(await listAttempts(home.database, stored.triage.id)).toEqual(attempts);
});

test("a repeated incident is counted and points at its first triage", async () => {
  const first = newTriage();
  const { incidentKey } = first.triage;
  expect(await storeTriage(home.database, first)).toEqual({ occurrences: 1, duplicateOf: null });
  const second = newTriage({ triage: { incidentKey } });
  expect(await storeTriage(home.database, second)).toEqual({ occurrences: 2, duplicateOf: first.triage.id });
  expect(await findTriage(home.database, first.triage.id)).toMatchObject({
    occurrences: 2,
    duplicateOf: null,
  });
  expect(await findTriage(home.database, second.triage.id)).toMatchObject({ duplicateOf: first.triage.id });
});

test("reports of one incident at the same moment are all counted, once each", async () => {
  const incidentKey = "inc_together";
  const results = await Promise.all(
    Array.from({ length: 20 }, () => storeTriage(home.database, newTriage({ triage: { incidentKey } }))),
  );
  expect(results.map((result) => result.occurrences).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  expect(results.filter((result) => result.duplicateOf === null)).toHaveLength(1);
});

test("a card may be reused until its time is over, and a later triage without one does not take it away", async () => {
  const until = new Date("2026-01-02T00:00:00Z");
  const stored = newTriage({ triage: { incidentKey: "inc_reuse" } });
  await storeTriage(home.database, { ...stored, reusableUntil: until });
  await storeTriage(home.database, newTriage({ triage: { incidentKey: "inc_reuse" } }));
  const find = (now: string) => findAnswer(home.database, "inc_reuse", { now: new Date(now), waitedMs: 0 });
  expect(await find("2026-01-01T23:59:59Z")).toMatchObject({
    triageId: stored.triage.id,
    card: stored.triage.card,
  });
  expect(await find("2026-01-02T00:00:00Z")).toBeNull();
  expect(await findAnswer(home.database, "inc_other", { now: until, waitedMs: 0 })).toBeNull();
});

test("a triage without a card is stored with nothing judged", async () => {
  const stored = newTriage({ triage: { card: null, status: "failed" } });
  await storeTriage(home.database, stored);
  expect(await findTriage(home.database, stored.triage.id)).toMatchObject({ status: "failed", card: null });
  expect((await findTicketListItems(home.database, [stored.ticket.id])).get(stored.ticket.id)).toMatchObject({
    category: null,
    summary: null,
  });
});

test("strings a model may write are stored, however broken", async () => {
  const stored = newTriage({ triage: { card: newCard({ summary: "a\u0000b \uD800 c" }) } });
  await storeTriage(home.database, stored);
  const triage = await findTriage(home.database, stored.triage.id);
  expect(triage?.card?.summary).toBe("a\uFFFDb \uFFFD c");
});

test("a text of 100,000 characters without a space is stored", async () => {
  const text = "x".repeat(100_000);
  const stored = newTriage({ ticket: { text } });
  await storeTriage(home.database, stored);
  expect((await findTriageDetailByTicket(home.database, stored.ticket.id))?.ticket.text).toBe(text);
});

test("all or nothing: what cannot be stored whole leaves no trace and says nothing of its content", async () => {
  const stored = newTriage({ triage: { incidentKey: "inc_twice" } });
  await storeTriage(home.database, stored);
  const again = newTriage({
    ticket: { text: "very secret" },
    triage: { id: stored.triage.id, incidentKey: "inc_twice" },
  });
  const failure: unknown = await storeTriage(home.database, again).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "AppError", code: "internal" });
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain("very secret");
  expect((await findTicketListItems(home.database, [again.ticket.id])).get(again.ticket.id)).toBeUndefined();
  expect(await findTriage(home.database, stored.triage.id)).toMatchObject({ occurrences: 1 });
});

test("listeners hear of a stored triage, and who was away reads what happened since", async () => {
  const heard: string[] = [];
  const { promise: told, resolve } = Promise.withResolvers<void>();
  const second = newTriage();
  const listener = await listenForEvents(home.database, {
    onEvent(id) {
      heard.push(id);
      if (id === second.eventId) resolve();
    },
  });
  const first = newTriage();
  await storeTriage(home.database, first);
  await storeTriage(home.database, second);
  await told;
  await listener.close();
  expect(heard).toEqual([first.eventId, second.eventId]);
  const { events, complete } = await listEventsAfter(home.database, first.eventId ?? "");
  expect(complete).toBe(true);
  expect(events.at(-1)).toEqual({
    id: second.eventId,
    type: "triage.completed",
    ticketId: second.ticket.id,
    data: null,
  });
  expect(await listEventsAfter(home.database, "evt_unknown")).toEqual({ events: [], complete: false });
});
