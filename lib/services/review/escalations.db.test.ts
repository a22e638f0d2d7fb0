import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { storeTriage } from "#db/queries/store-triage.ts";
import { createTestDatabase, newCard, newTriage, type TestDatabase } from "#db/testing.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { defaultReviewClocks } from "#lib/contracts/review-clocks.ts";
import type { Severity } from "#lib/contracts/vocabulary.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { reviewDue } from "#lib/review/clocks.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing.ts";
import { acknowledgeEscalations, escalateOverdue, getEscalations } from "./escalations.ts";
import {
  claimCard,
  decideCard,
  getReviewItem,
  listCardDecisions,
  listReviews,
  reopenCard,
  snoozeCard,
} from "./reviews.ts";

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
beforeEach(async () => {
  const sql = home.database.$client;
  await sql`delete from reviews`;
  await sql`delete from events`;
  await sql`delete from deliveries`;
});

const minuteMs = 60_000;

/** What a person sees, at a moment later than now. */
function context(afterMinutes = 0, name = "mia"): ServiceContext {
  const scopes: Actor["scopes"] = ["review:write", "triage:read", "stats:read"];
  return {
    ...testContext({ database: home.database, jobs, simulatorUrl: null }),
    runtime: { ...systemRuntime, now: () => new Date(Date.now() + afterMinutes * minuteMs) },
    actor: { type: "user", id: name, name, email: `${name}@example.com`, role: "manager", scopes },
  };
}

/** A card that is queued now. */
async function queued(severity: Severity, sealedCallbackUrl: string | null = null) {
  const now = new Date();
  const input = newTriage({
    triage: {
      card: newCard({ severity, confidence: 0.5 }),
      review: { state: "pending", reasons: ["unsure"] },
    },
  });
  input.ticket.sealedCallbackUrl = sealedCallbackUrl;
  await storeTriage(home.database, {
    ...input,
    createdAt: now,
    reviewDue: reviewDue(severity, now, defaultReviewClocks),
  });
  return input.triage.id;
}

const escalated = async () => {
  const rows = await home.database.$client<{ n: number }[]>`
    select count(*)::int as n from events where type = 'review.escalated'`;
  return rows[0]?.n;
};
const historyOf = async (id: string) =>
  (await listCardDecisions(context(), id)).items.map(({ action, by, reason }) => [action, by, reason]);

test("each clock of a card is told once, however many replicas look", async () => {
  const id = await queued("P0");
  await queued("P3");
  await escalateOverdue(context(4));
  expect(await getEscalations(context(4))).toEqual({ count: 0, until: null, first: null });

  await Promise.all(Array.from({ length: 4 }, () => escalateOverdue(context(6))));
  expect(await getEscalations(context(6))).toMatchObject({
    count: 1,
    first: { triageId: id, breached: "claim", escalation: { clock: "claim", acknowledgedBy: null } },
  });
  expect(await escalated()).toBe(1);

  // One card counts once in the notice, whichever of its clocks ran out.
  await Promise.all(Array.from({ length: 4 }, () => escalateOverdue(context(16))));
  await escalateOverdue(context(17));
  expect(await getEscalations(context(17))).toMatchObject({
    count: 1,
    first: { escalation: { clock: "decide" } },
  });
  expect(await escalated()).toBe(2);
  expect(await historyOf(id)).toEqual([
    ["escalate", "The clock", "nobody took it within 5 minutes"],
    ["escalate", "The clock", "nobody decided it within 15 minutes"],
  ]);
});

test("more cards than are looked at at once are all told", async () => {
  for (let card = 0; card < 130; card++) await queued("P0");
  await Promise.all([escalateOverdue(context(6)), escalateOverdue(context(6))]);
  expect((await getEscalations(context(6))).count).toBe(130);
  expect(await escalated()).toBe(130);
});

test("what was taken in time is told when it is not decided, and what was put away as well", async () => {
  const [taken, away] = [await queued("P0"), await queued("P0")];
  await claimCard(context(), taken);
  await claimCard(context(), away);
  await snoozeCard(context(), away, { minutes: 600 });
  await escalateOverdue(context(6));
  expect((await getEscalations(context(6))).count).toBe(0);
  await escalateOverdue(context(16));
  expect((await getEscalations(context(16))).count).toBe(2);
  const overdue = await listReviews(context(16), { view: "escalated", limit: 50 });
  expect(overdue.items.map(({ triageId }) => triageId).sort()).toEqual([taken, away].sort());
});

test("a manager takes note of what was told so far; what comes later is told anew, and a decision ends it", async () => {
  const [first, second] = [await queued("P0"), await queued("P0")];
  await escalateOverdue(context(6));
  const { until } = await getEscalations(context(6));
  expect((await acknowledgeEscalations(context(7), { until: until ?? "", triageId: first })).count).toBe(1);
  expect((await acknowledgeEscalations(context(7), { until: until ?? "" })).count).toBe(0);
  expect(await getReviewItem(context(7), first)).toMatchObject({ escalation: { acknowledgedBy: "mia" } });
  expect((await historyOf(first)).at(-1)).toEqual(["acknowledge", "mia", null]);

  await escalateOverdue(context(16));
  expect((await acknowledgeEscalations(context(16), { until: until ?? "" })).count).toBe(2);
  await decideCard(context(17), second, { action: "approve" });
  expect((await getEscalations(context(17))).count).toBe(1);

  // Opened again, its clocks start anew and so does what is told of them.
  await reopenCard(context(17), second, { reason: "wrong", secondOpinion: false });
  await escalateOverdue(context(18));
  expect((await getEscalations(context(18))).count).toBe(1);
  await escalateOverdue(context(17 + 6));
  expect((await getEscalations(context(23))).count).toBe(2);
});

test("only who works in the queue takes note", async () => {
  const reader = context();
  await expect(
    acknowledgeEscalations(
      { ...reader, actor: { ...reader.actor, scopes: ["stats:read"] } },
      {
        until: new Date().toISOString(),
      },
    ),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("a callback address hears of its card, once", async () => {
  const ctx = context(6);
  const id = await queued("P0", ctx.sealer.seal("http://127.0.0.1:9/hook"));
  await escalateOverdue(ctx);
  await escalateOverdue(ctx);
  const rows = await home.database.$client<{ triage_id: string; type: string; body: string }[]>`
    select triage_id, type, body from deliveries`;
  expect(rows).toMatchObject([{ triage_id: id, type: "review.escalated" }]);
  expect(JSON.parse(rows[0]?.body ?? "")).toMatchObject({ type: "review.escalated", data: { id } });
});

test("telling and deciding at the same moment wait for each other, and never for ever", async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => queued("P0")));
  await Promise.all([
    escalateOverdue(context(6)),
    ...ids.map((id, place) => decideCard(context(6, `person${place}`), id, { action: "approve" })),
    escalateOverdue(context(6)),
  ]);
  expect((await getEscalations(context(6))).count).toBe(0);
});
