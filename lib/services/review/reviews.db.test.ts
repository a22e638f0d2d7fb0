import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { requeueReview } from "#db/queries/queue-review.ts";
import { lockTriage } from "#db/queries/settle-triage.ts";
import { storeTriage } from "#db/queries/store-triage.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import { findAnswer } from "#db/queries/triages.ts";
import { createTestDatabase, newCard, newTriage, type TestDatabase } from "#db/testing.ts";
import { defaultReviewClocks } from "#lib/contracts/review-clocks.ts";
import { claimLeaseMs, type ReviewFilters } from "#lib/contracts/reviews.ts";
import type { Severity } from "#lib/contracts/vocabulary.ts";
import { AppError } from "#lib/core/errors.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { testPolicy } from "#lib/gateway/testing.ts";
import { reviewDue } from "#lib/review/clocks.ts";
import { testRedact } from "#lib/services/testing.ts";
import { getTriage } from "#lib/services/triage/triages.ts";
import {
  approveCards,
  claimCard,
  decideCard,
  getReviewFigures,
  getReviewItem,
  listCardDecisions,
  listMyDecisions,
  listReviews,
  nextReview,
  peekNextReview,
  type ReviewContext,
  releaseCard,
  reopenCard,
  requestCardReview,
  snoozeCard,
} from "./reviews.ts";
import { undoAct, undoCard, withdrawCard } from "./undo.ts";

let testDatabase: TestDatabase;
let ada: ReviewContext;
let ben: ReviewContext;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  [ada, ben] = [contextOf("ada"), contextOf("ben")];
});
afterAll(() => testDatabase.drop());

/** What a person sees, at a moment later than now by `afterMs`. */
function contextOf(person: string, afterMs = 0): ReviewContext {
  const scopes = ["review:write", "triage:read"] as const;
  return {
    database: testDatabase.database,
    runtime: { ...systemRuntime, now: () => new Date(Date.now() + afterMs) },
    logger: createLogger("silent"),
    policy: testPolicy({}),
    journal: null,
    redact: testRedact,
    jobs: { add: async () => {} },
    actor: {
      type: "user",
      id: person,
      name: person,
      email: `${person}@example.com`,
      role: "reviewer",
      scopes,
    },
    requestId: "req_test",
  };
}

/** A stored card that waits for a human, queued `agoMs` ago. */
async function queued(
  options: { severity?: Severity; agoMs?: number; incidentKey?: string; path?: "cache" } = {},
) {
  const severity = options.severity ?? "P2";
  const createdAt = new Date(Date.now() - (options.agoMs ?? 0));
  const input = newTriage({
    triage: {
      card: newCard({ severity, confidence: 0.5 }),
      review: { state: "pending", reasons: ["confidence 0.50 is below 0.70"] },
      ...(options.incidentKey ? { incidentKey: options.incidentKey } : {}),
    },
  });
  if (options.path) input.triage.origin.path = options.path;
  await storeTriage(testDatabase.database, {
    ...input,
    createdAt,
    reviewDue: reviewDue(severity, createdAt, defaultReviewClocks),
  });
  return input.triage;
}

const reusable = (incidentKey: string) =>
  findAnswer(ada.database, incidentKey, { now: new Date(), waitedMs: 0 });

/** Every test sees its own cards only. */
beforeEach(async () => {
  await testDatabase.database.$client`delete from reviews`;
});

test("looking at what comes next takes nothing, and skips what somebody else holds", async () => {
  expect(await peekNextReview(ada)).toBeNull();
  const later = await queued({ severity: "P3" });
  const sooner = await queued({ severity: "P0" });
  expect(await peekNextReview(ada)).toMatchObject({ triageId: sooner.id, claim: null });
  expect((await nextReview(ben)).item?.triageId).toBe(sooner.id);
  expect((await peekNextReview(ada))?.triageId).toBe(later.id);
  // What somebody holds themselves is still theirs, as after a reload.
  expect((await peekNextReview(ben))?.triageId).toBe(sooner.id);
});

test("what is due first is offered first, and to one person only", async () => {
  const later = await queued({ severity: "P3" });
  const sooner = await queued({ severity: "P0" });
  expect((await listReviews(ada, { view: "open", limit: 50 })).items.map((item) => item.triageId)).toEqual([
    sooner.id,
    later.id,
  ]);
  expect((await nextReview(ada)).item).toMatchObject({ triageId: sooner.id, claim: { by: { name: "ada" } } });
  expect((await nextReview(ben)).item?.triageId).toBe(later.id);
  await expect(claimCard(ben, sooner.id)).rejects.toMatchObject({ code: "conflict", message: /ada is on/ });
  await expect(decideCard(ben, sooner.id, { action: "approve" })).rejects.toMatchObject({ code: "conflict" });
  await releaseCard(ben, later.id, {});
  await releaseCard(ada, sooner.id, {});
});

test("a claim that is not kept ends within its lease, and the loser's decision is refused", async () => {
  const { id } = await queued({ severity: "P0" });
  await claimCard(ada, id);
  const afterLease = claimLeaseMs + 1;
  expect((await claimCard(contextOf("ben", afterLease), id)).claim?.by.name).toBe("ben");
  await expect(decideCard(contextOf("ada", afterLease), id, { action: "approve" })).rejects.toMatchObject({
    code: "conflict",
  });
  await decideCard(contextOf("ben", afterLease), id, { action: "approve" });
  await expect(decideCard(ada, id, { action: "approve" })).rejects.toMatchObject({
    message: /ben has decided/,
  });
  expect((await getTriage(ada, id)).review.state).toBe("approved");
});

test("a correction changes card, cache and repeats, and is told field by field", async () => {
  const first = await queued({ incidentKey: "inc_storm" });
  const repeat = await queued({ incidentKey: "inc_storm", path: "cache" });
  const corrected = await decideCard(ada, first.id, {
    action: "correct",
    card: { category: "data", severity: "P1" },
    reason: "the database is down, not the host",
  });
  expect(corrected).toMatchObject({
    card: { category: "data", severity: "P1", confidence: 1, summary: first.card?.summary },
    origin: { path: "human", degraded: false },
    review: { state: "corrected" },
  });
  expect(await getTriage(ada, repeat.id)).toMatchObject({
    card: { category: "data", severity: "P1", schemaVersion: 1 },
    review: { state: "corrected" },
  });
  expect(await reusable("inc_storm")).toMatchObject({
    triageId: first.id,
    card: { category: "data" },
  });
  const { items } = await listCardDecisions(ada, first.id);
  expect(items.at(-1)).toMatchObject({
    action: "correct",
    by: "ada",
    changes: [
      { field: "category", before: "infra", after: "data" },
      { field: "severity", before: "P2", after: "P1" },
    ],
  });
});

test("an undone decision leaves everything as it was, and the card to the one who undid it", async () => {
  const { id, incidentKey, card } = await queued();
  await decideCard(ada, id, { action: "correct", card: { severity: "P0" } });
  await expect(undoCard(ben, id)).rejects.toMatchObject({ code: "conflict", message: /ada decided/ });
  expect(await undoCard(ada, id)).toMatchObject({ claim: { by: { name: "ada" } }, decided: null });
  expect(await getTriage(ada, id)).toMatchObject({
    card,
    origin: { path: "rules" },
    review: { state: "pending" },
  });
  expect(await reusable(incidentKey)).toBeNull();
  expect((await listMyDecisions(ada)).items.map(({ triageId }) => triageId)).not.toContain(id);
  await expect(undoCard(ada, id)).rejects.toMatchObject({ code: "conflict" });
});

test("only the last ten decisions can be taken back", async () => {
  const cards = [];
  for (let index = 0; index < 11; index++) cards.push(await queued());
  for (const { id } of cards) await decideCard(ben, id, { action: "approve" });
  await expect(undoCard(ben, cards[0]?.id ?? "")).rejects.toMatchObject({ code: "conflict" });
  await undoCard(ben, cards[1]?.id ?? "");
  expect((await listMyDecisions(ben)).items).toHaveLength(10);
});

test("a correction that changes nothing is refused and the card stays open", async () => {
  const { id } = await queued();
  await expect(decideCard(ada, id, { action: "correct", card: { severity: "P2" } })).rejects.toMatchObject({
    code: "invalid_fields",
  });
  expect((await getReviewItem(ada, id)).decided).toBeNull();
});

test("a skipped card is not offered to the same person again, a snoozed one to nobody for a while", async () => {
  const skipped = await queued();
  await claimCard(ada, skipped.id);
  await releaseCard(ada, skipped.id, { reason: "I know nothing of printers" });
  expect((await nextReview(ada)).item).toBeNull();
  expect((await nextReview(ben)).item?.triageId).toBe(skipped.id);
  await snoozeCard(ben, skipped.id, { minutes: 30 });
  expect((await nextReview(contextOf("cyd"))).item).toBeNull();
  expect((await listReviews(ada, { view: "snoozed", limit: 50 })).items).toHaveLength(1);
  expect((await nextReview(contextOf("cyd", 31 * 60_000))).item?.triageId).toBe(skipped.id);
});

test("a card that waits too long is on the managers' list", async () => {
  const { id } = await queued({ severity: "P0", agoMs: 6 * 60_000 });
  await queued({ severity: "P0" });
  const { items, waiting } = await listReviews(ada, { view: "escalated", limit: 50 });
  expect(items).toMatchObject([{ triageId: id, breached: "claim" }]);
  expect(waiting).toEqual({ open: 2, escalated: 1 });
});

test("both clocks are told by severity, of what was decided and of what waits", async () => {
  const from = new Date(Date.now() - 60_000).toISOString();
  const late = await queued({ severity: "P0", agoMs: 6 * 60_000 });
  await queued({ severity: "P0", agoMs: 7 * 60_000 });
  await queued({ severity: "P3" });
  await decideCard(ada, late.id, { action: "correct", card: { severity: "P2" } });
  const { bySeverity } = await getReviewFigures(ada, { from });
  expect(bySeverity.P0).toMatchObject({
    decided: 1,
    claimBreaches: 1,
    decideBreaches: 0,
    queue: { open: 1, breached: 1 },
  });
  expect(bySeverity.P2).toMatchObject({ decided: 0, medianSecondsToClaim: null, queue: { open: 0 } });
  expect(bySeverity.P3).toMatchObject({ decided: 0, queue: { open: 1, breached: 0 } });
});

test("a second opinion comes from somebody else, and agreement is counted", async () => {
  const from = new Date().toISOString();
  const { id } = await queued();
  await decideCard(ada, id, { action: "correct", card: { category: "data" } });
  expect(await reopenCard(ben, id, { reason: "unsure", secondOpinion: true })).toMatchObject({
    secondOpinion: true,
    decided: { by: "ada", action: "correct" },
    reasons: ["confidence 0.50 is below 0.70", "ben asks for a second opinion: unsure"],
  });
  expect((await getTriage(ada, id)).review.state).toBe("pending");
  expect((await nextReview(ada)).item).toBeNull();
  await expect(claimCard(ada, id)).rejects.toMatchObject({ message: /You decided this card/ });
  await expect(decideCard(ada, id, { action: "approve" })).rejects.toMatchObject({ code: "conflict" });
  await decideCard(ben, id, { action: "approve" });
  expect((await getTriage(ada, id)).review.state).toBe("corrected");
  expect(await getReviewFigures(ada, { from })).toMatchObject({
    decided: 2,
    overrides: { category: { count: 1, of: 1 }, severity: { count: 0, of: 1 } },
    secondOpinions: { count: 1, of: 1 },
  });
  const { items } = await listCardDecisions(ada, id);
  expect(items.map(({ action, by, secondOpinion }) => ({ action, by, secondOpinion }))).toEqual([
    { action: "correct", by: "ada", secondOpinion: false },
    { action: "second_opinion", by: "ben", secondOpinion: false },
    { action: "approve", by: "ben", secondOpinion: true },
  ]);
});

test("a card that is opened again waits as any other and says who wants that and why", async () => {
  const { id } = await queued();
  await decideCard(ada, id, { action: "approve" });
  await expect(requestCardReview(ben, id, {})).rejects.toMatchObject({
    code: "conflict",
    message: /ada has decided this card; a reviewer can open it again/,
  });
  const item = await reopenCard(ben, id, { reason: "the cluster is back", secondOpinion: false });
  expect(item).toMatchObject({
    decided: null,
    secondOpinion: false,
    reasons: ["confidence 0.50 is below 0.70", "ben opened the card again: the cluster is back"],
  });
  await expect(reopenCard(ada, id, { reason: "too", secondOpinion: false })).rejects.toMatchObject({
    code: "conflict",
    message: /open already/,
  });
  expect(await claimCard(ada, id)).toMatchObject({ claim: { by: { name: "ada" } } });
  await expect(claimCard(ben, id)).rejects.toMatchObject({ message: /ada is on this card/ });
});

test("somebody's wish puts a finished card into the queue, once", async () => {
  const input = newTriage();
  await storeTriage(ada.database, input);
  const item = await requestCardReview(ben, input.triage.id, { reason: "looks too low" });
  expect(item.reasons).toEqual(["ben asks for a review: looks too low"]);
  await expect(requestCardReview(ada, input.triage.id, {})).rejects.toMatchObject({ code: "conflict" });
});

test("several cards are approved at once, and what cannot be is told apart", async () => {
  const [free, taken] = [await queued(), await queued()];
  await claimCard(ben, taken.id);
  expect(await approveCards(ada, [free.id, taken.id, free.id])).toEqual({
    approved: [free.id],
    refused: [{ triageId: taken.id, why: "ben is on this card." }],
    actId: expect.stringMatching(/^rev_/),
  });
});

test("two reviewers who clear 200 cards at the same time never decide the same one", async () => {
  const cards = await Promise.all(Array.from({ length: 200 }, () => queued()));
  const clear = async (ctx: ReviewContext) => {
    const decided: string[] = [];
    for (let { item } = await nextReview(ctx); item; { item } = await nextReview(ctx)) {
      await decideCard(ctx, item.triageId, { action: "approve" });
      decided.push(item.triageId);
    }
    return decided;
  };
  const both = (await Promise.all([clear(ada), clear(ben)])).flat();
  expect(both).toHaveLength(200);
  expect(new Set(both)).toEqual(new Set(cards.map(({ id }) => id)));
});

test("pages follow each other without gaps", async () => {
  for (let index = 0; index < 5; index++) await queued({ severity: index % 2 ? "P1" : "P2" });
  const all = (await listReviews(ada, { view: "open", limit: 50 })).items.map(({ triageId }) => triageId);
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listReviews(ada, { view: "open", limit: 2, cursor });
    paged.push(...page.items.map(({ triageId }) => triageId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
  await expect(listReviews(ada, { view: "open", limit: 2, cursor: "abc" })).rejects.toMatchObject({
    code: "invalid_fields",
  });
});

test("a decision and a better card that come at the same moment wait for each other, and never for ever", async () => {
  for (let round = 0; round < 10; round++) {
    const { id, incidentKey } = await queued();
    const replaced = inTransaction(testDatabase.database, async (tx) => {
      await lockTriage(tx, id);
      await requeueReview(tx, { triageId: id, incidentKey }, new Date(), null);
    });
    const decided = decideCard(ada, id, { action: "approve" }).then(
      () => "decided",
      (error: unknown) => (error instanceof AppError ? error.code : error),
    );
    await replaced;
    // Whoever was second finds what the first one left: a decided card, or none in the queue.
    expect(["decided", "not_found"]).toContain(await decided);
  }
});

test("secrets and personal data in what reviewers write are not kept", async () => {
  const { id } = await queued();
  await requestCardReview(ben, id, { reason: "ask jane@example.com" }).catch(() => {});
  await claimCard(ada, id);
  const card = {
    summary: "Checkout fails; log in with password: Tr0ub4dor&3x.",
    steps: ["Call jane@example.com.", "Look at the upstream.", "Tell bob@example.com."],
  };
  const corrected = await decideCard(ada, id, {
    action: "correct",
    card,
    reason: "jane@example.com said so",
  });
  expect(corrected.card).toMatchObject({
    summary: "Checkout fails; log in with password: [password-1].",
    steps: ["Call [email-1].", "Look at the upstream.", "Tell [email-2]."],
  });
  const { items } = await listCardDecisions(ada, id);
  expect(items.at(-1)?.reason).toBe("[email-1] said so");
  expect(JSON.stringify(items)).not.toMatch(/example[.]com|Tr0ub4dor/);
});

test("what a reviewer writes is not kept when it cannot be checked", async () => {
  const { id } = await queued();
  await claimCard(ada, id);
  const failing = { ...ada, redact: () => Promise.reject(new Error("jane@example.com")) };
  const card = { summary: "Ask jane@example.com." };
  await expect(decideCard(failing, id, { action: "correct", card })).rejects.toMatchObject({
    code: "unavailable",
    message: expect.not.stringContaining("jane"),
  });
  expect((await getTriage(ada, id)).card?.summary).not.toContain("jane");
});

test("many cards approved at once are one act, which is taken back as a whole", async () => {
  const cards = [await queued(), await queued(), await queued({ severity: "P0" })];
  const ids = cards.map(({ id }) => id);
  const { actId, approved } = await approveCards(ada, ids);
  expect(approved).toEqual(ids);
  for (let single = 0; single < 9; single++) {
    const { id } = await queued();
    await decideCard(ada, id, { action: "approve" });
  }
  const { items } = await listMyDecisions(ada);
  expect(items).toHaveLength(10);
  expect(items.at(-1)?.act).toEqual({ id: actId, decisions: 3 });
  expect(items[0]?.act).toBeNull();

  // One of them was taken up again meanwhile: the others go back nevertheless.
  await reopenCard(ben, ids[0] ?? "", { reason: "wrong", secondOpinion: false });
  await decideCard(ben, ids[0] ?? "", { action: "correct", card: { category: "data" } });
  await expect(undoAct(ben, actId ?? "")).rejects.toMatchObject({ code: "not_found" });
  const { undone, refused } = await undoAct(ada, actId ?? "");
  expect(undone.sort()).toEqual(ids.slice(1).sort());
  expect(refused).toEqual([{ triageId: ids[0], why: "ben decided this card." }]);
  for (const id of ids.slice(1)) {
    expect(await getReviewItem(ada, id)).toMatchObject({ decided: null, claim: null });
    expect((await getTriage(ada, id)).review.state).toBe("pending");
  }
});

test("an act that is older than the last ten stays", async () => {
  const pair = [await queued(), await queued()].map(({ id }) => id);
  const { actId } = await approveCards(ada, pair);
  for (let single = 0; single < 10; single++) {
    const { id } = await queued();
    await decideCard(ada, id, { action: "approve" });
  }
  const { undone, refused } = await undoAct(ada, actId ?? "");
  expect(undone).toEqual([]);
  expect(refused.map(({ why }) => why)).toEqual(
    Array(2).fill("Only your last 10 decisions can be taken back."),
  );
});

test("what somebody asked for is theirs to take back, as long as nobody is on the card", async () => {
  const { id } = await queued();
  await decideCard(ada, id, { action: "approve" });
  const before = await getReviewItem(ada, id);
  const triage = await getTriage(ada, id);
  for (const secondOpinion of [false, true]) {
    await reopenCard(ben, id, { reason: "unsure", secondOpinion });
    await expect(withdrawCard(ada, id)).rejects.toMatchObject({ message: "ben asked for that." });
    const cyd = contextOf("cyd");
    await claimCard(cyd, id);
    await expect(withdrawCard(ben, id)).rejects.toMatchObject({ message: /cyd is on this card/ });
    await releaseCard(cyd, id, {});
    expect((await withdrawCard(ben, id)).review).toEqual(triage.review);
    expect(await getReviewItem(ada, id)).toEqual(before);
  }
  await expect(withdrawCard(ben, id)).rejects.toMatchObject({ code: "conflict" });
  // The decision that stands is its author's to take back still.
  expect(await undoCard(ada, id)).toMatchObject({ decided: null });
});

test("a card that was sent to review leaves the queue when who sent it there thinks better of it", async () => {
  const input = newTriage({ triage: { card: newCard({ severity: "P2", confidence: 0.9 }) } });
  await storeTriage(testDatabase.database, input);
  const { id } = input.triage;
  await requestCardReview(ben, id, { reason: "odd" });
  expect((await listReviews(ada, { view: "open", limit: 50 })).items).toHaveLength(1);
  expect((await withdrawCard(ben, id)).review).toEqual({ state: "none", reasons: [] });
  expect((await listReviews(ada, { view: "open", limit: 50 })).items).toEqual([]);
  await requestCardReview(ada, id, {});
  await decideCard(ben, id, { action: "approve" });
  await expect(withdrawCard(ada, id)).rejects.toMatchObject({ code: "conflict" });
});

test("the queue and what comes next are narrowed to what is asked for", async () => {
  const [urgent, calm] = [await queued({ severity: "P0" }), await queued({ severity: "P3" })];
  const ids = async (filters: ReviewFilters) =>
    (await listReviews(ada, { view: "open", limit: 50, ...filters })).items.map(({ triageId }) => triageId);
  expect(await ids({ severity: ["P0", "P1"] })).toEqual([urgent.id]);
  expect(await ids({ reason: ["low_confidence"] })).toEqual([urgent.id, calm.id]);
  expect(await ids({ reason: ["spot_check", "asked"] })).toEqual([]);
  expect(await ids({ path: ["cache"] })).toEqual([]);
  expect(await peekNextReview(ada, { severity: ["P3"] })).toMatchObject({ triageId: calm.id });
  expect((await nextReview(ada, { severity: ["P3"] })).item?.triageId).toBe(calm.id);
  expect((await nextReview(ben, { severity: ["P3"] })).item).toBeNull();
});
