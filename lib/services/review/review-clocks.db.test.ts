import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { ApiScope } from "#lib/contracts/access.ts";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import { defaultReviewClocks } from "#lib/contracts/review-clocks.ts";
import { reviewClocksChangeSchema } from "#lib/contracts/reviews.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import { adoptEnvironment, type PolicyContext } from "#lib/services/policy/policies.ts";
import { changeReviewClocks, getReviewClocks } from "./review-clocks.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const contextOf = (...scopes: ApiScope[]): PolicyContext => ({
  database: home.database,
  runtime: systemRuntime,
  environment: {
    models: { cheap: [], strong: [] },
    attemptTimeoutMs: 8000,
    cacheTtlSeconds: 60,
    reviewBelow: 0.7,
  },
  actor: { type: "api_key", id: "key_mia", name: "Mia", team: null, scopes },
});

const stricter = { ...defaultReviewClocks, P1: { claimMinutes: 10, decideMinutes: 30 } };

test("limits are set by who runs the queue, for good and with a trace; what was not seen is not overwritten", async () => {
  const manager = contextOf("review:write", "stats:read");
  await adoptEnvironment(manager);
  const before = await getReviewClocks(manager);
  expect(before.clocks).toEqual(defaultReviewClocks);

  const change = { clocks: stricter, reason: "payday", basedOn: before.policyVersion };
  await expect(changeReviewClocks(contextOf("stats:read"), change)).rejects.toMatchObject({
    code: "forbidden",
  });
  expect((await changeReviewClocks(manager, change)).clocks).toEqual(stricter);
  expect((await getReviewClocks(manager)).clocks).toEqual(stricter);
  await expect(changeReviewClocks(manager, change)).rejects.toMatchObject({ code: "conflict" });

  const { items } = await listAudit(manager, auditQuerySchema.parse({ action: "policy.changed" }));
  expect(items[0]).toMatchObject({
    actor: { name: "Mia" },
    reason: "payday",
    before: { "reviewClocks.P1": defaultReviewClocks.P1 },
    after: { "reviewClocks.P1": stricter.P1 },
  });
});

test.each([
  ["less time to decide than to take", { claimMinutes: 30, decideMinutes: 20 }, "clocks.P1.decideMinutes"],
  ["no time at all", { claimMinutes: 0, decideMinutes: 20 }, "clocks.P1.claimMinutes"],
  ["a fraction", { claimMinutes: 1.5, decideMinutes: 20 }, "clocks.P1.claimMinutes"],
  ["more than four weeks", { claimMinutes: 1, decideMinutes: 40_321 }, "clocks.P1.decideMinutes"],
])("%s is no limit", (_what, P1, path) => {
  const read = reviewClocksChangeSchema.safeParse({ clocks: { ...defaultReviewClocks, P1 }, reason: "x" });
  expect(read.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
});
