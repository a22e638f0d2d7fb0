import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatabase, type Database } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { type CallerLimits, noLimits } from "#lib/contracts/limits.ts";
import { AppError } from "#lib/core/errors.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { windowMs } from "#lib/core/sliding-window.ts";
import { authenticateApiKey, createApiKey } from "#lib/services/access/api-keys.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import { testActor } from "#lib/services/testing.ts";
import { CallerLimiter } from "./caller-limiter.ts";
import { changeKeyLimits, changeTeamLimits, readLimits } from "./manage-limits.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());
// A minute of the clock that begins in the middle of a test would count with the one before.
beforeEach(async () => {
  const left = windowMs - (Date.now() % windowMs);
  if (left < 8_000) await delay(left);
}, 15_000);

const limiterOn = (database: Database, defaults: CallerLimits = noLimits) =>
  new CallerLimiter({ database, runtime: systemRuntime, logger: createLogger("silent"), defaults });

const ctx = () => ({ database: home.database, runtime: systemRuntime, actor: testActor });

const keyWith = (
  id: string,
  key: Partial<CallerLimits>,
  { team = null, ofTeam = {} }: { team?: string | null; ofTeam?: Partial<CallerLimits> } = {},
): Actor => ({
  type: "api_key",
  id,
  name: id,
  team,
  scopes: [],
  limits: { key: { ...noLimits, ...key }, team: { ...noLimits, ...ofTeam } },
});

/** How many of these are refused, and with what. */
async function outcomesOf(requests: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(requests);
  const refusals = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as AppError] : []));
  return { passed: settled.length - refusals.length, refusals };
}

/** As if time had passed for everybody. */
const pass = (seconds: number) =>
  home.database.execute(sql`update caller_windows set started = started - make_interval(secs => ${seconds})`);

test("of many requests at once on several replicas exactly as many pass as the limit says, and it frees again", async () => {
  const replicas = [limiterOn(home.database), limiterOn(home.database), limiterOn(home.database)];
  const actor = keyWith("key_many", { requestsPerMinute: 20 });
  const burst = () =>
    outcomesOf(Array.from({ length: 60 }, (_, at) => replicas[at % 3]?.admit(actor) ?? Promise.reject()));
  const { passed, refusals } = await burst();
  expect(passed).toBe(20);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ code: "rate_limited", retryable: true });
    const wait = Number(refusal.headers["retry-after"]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(120);
    expect(refusal.headers.ratelimit).toMatch(/^"key-requests";r=0;t=\d+$/);
    expect(refusal.headers["ratelimit-policy"]).toBe('"key-requests";q=20;w=60');
  }
  await pass(120);
  expect((await burst()).passed).toBe(20);
});

test("a team's keys share its limit, and who is refused for the team keeps what the key had", async () => {
  const limiter = limiterOn(home.database);
  const actor = (id: string) =>
    keyWith(id, { requestsPerMinute: 10 }, { team: "storefront", ofTeam: { requestsPerMinute: 5 } });
  const { passed, refusals } = await outcomesOf(
    Array.from({ length: 12 }, (_, at) => limiter.admit(actor(`key_${at % 2}`))),
  );
  expect(passed).toBe(5);
  expect(refusals[0]?.message).toBe("The team of this key may use 5 requests a minute.");
  await expect
    .poll(async () => {
      const [row] = await home.database.execute(sql`
        select sum(current)::integer as n from caller_windows where kind = 'key' and name in ('key_0', 'key_1')`);
      return row?.n;
    })
    .toBe(5);
});

test("a large limit is counted in portions, never beyond it", async () => {
  const replicas = [limiterOn(home.database), limiterOn(home.database)];
  const actor = keyWith("key_large", { requestsPerMinute: 6_001 });
  await replicas[0]?.admit(actor);
  await home.database.execute(sql`update caller_windows set current = 5900 where name = 'key_large'`);
  const { passed } = await outcomesOf(
    Array.from({ length: 300 }, (_, at) => replicas[at % 2]?.admit(actor) ?? Promise.reject()),
  );
  // 101 by the database, and what was left of the first portion.
  expect(passed).toBeGreaterThan(100);
  expect(passed).toBeLessThanOrEqual(101 + 59);
});

test("a burst that a large limit allows passes as a whole", async () => {
  const replicas = [limiterOn(home.database), limiterOn(home.database)];
  const actor = keyWith("key_burst", { requestsPerMinute: 600_000 });
  const { passed } = await outcomesOf(
    Array.from({ length: 500 }, (_, at) => replicas[at % 2]?.admit(actor) ?? Promise.reject()),
  );
  expect(passed).toBe(500);
});

test("tokens are kept back before a call and settled after it", async () => {
  const limiter = limiterOn(home.database);
  const actor = keyWith("key_tokens", { tokensPerMinute: 10_000 });
  const usedTokens = async () =>
    (
      await home.database.execute(
        sql`select current::integer as n from caller_windows where name = 'key_tokens'`,
      )
    )[0]?.n;
  const settle = await limiter.takeTokens(actor, 6_000);
  await expect(limiter.takeTokens(actor, 6_000)).rejects.toMatchObject({ code: "rate_limited" });
  settle(1_500);
  await expect.poll(usedTokens).toBe(1_500);
  const more = await limiter.takeTokens(actor, 8_000);
  more(12_000);
  await expect.poll(usedTokens).toBe(13_500);
  await expect(limiter.takeTokens(actor, 1)).rejects.toMatchObject({ code: "rate_limited" });
  await pass(120);
  // A text that is larger than the limit passes when nothing else was used.
  (await limiter.takeTokens(actor, 50_000))(0);
  await expect.poll(usedTokens).toBe(0);
});

test("people are not limited, and keys without limits as by default", async () => {
  const limiter = limiterOn(home.database, { requestsPerMinute: 2, tokensPerMinute: null });
  const person: Actor = {
    type: "user",
    id: "usr_1",
    name: "Ada",
    email: "ada@example.com",
    role: "agent",
    scopes: [],
  };
  const admit = (actor: Actor) => outcomesOf(Array.from({ length: 5 }, () => limiter.admit(actor)));
  expect((await admit(person)).passed).toBe(5);
  expect((await admit(keyWith("key_default", {}))).passed).toBe(2);
  expect((await admit(keyWith("key_own", { requestsPerMinute: 4 }))).passed).toBe(4);
});

test("while the database is away each process counts by itself", async () => {
  const nowhere = createDatabase("postgres://nobody@127.0.0.1:1/none", { connections: 1 });
  try {
    const limiter = limiterOn(nowhere);
    const actor = keyWith("key_away", { requestsPerMinute: 3 });
    const { passed, refusals } = await outcomesOf(Array.from({ length: 8 }, () => limiter.admit(actor)));
    expect(passed).toBe(3);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: "rate_limited" });
  } finally {
    await nowhere.close();
  }
});

test("limits are read, set and audited, and a key knows them at its next use", async () => {
  const { key, secret } = await createApiKey(ctx(), {
    name: "pager",
    scopes: ["triage:write"],
    team: "sre",
    limits: { requestsPerMinute: 30 },
  });
  expect(await changeKeyLimits(ctx(), key.id, { tokensPerMinute: 5_000 })).toEqual({
    apiKeyId: key.id,
    requestsPerMinute: 30,
    tokensPerMinute: 5_000,
  });
  await changeTeamLimits(ctx(), { team: "sre", requestsPerMinute: 90 });
  await changeTeamLimits(ctx(), { team: "web", requestsPerMinute: 90 });
  await changeTeamLimits(ctx(), { team: "web", requestsPerMinute: null });
  const limits = await readLimits({ database: home.database, limits: limiterOn(home.database) });
  expect(limits).toEqual({
    default: noLimits,
    keys: [{ apiKeyId: key.id, requestsPerMinute: 30, tokensPerMinute: 5_000 }],
    teams: [{ team: "sre", requestsPerMinute: 90, tokensPerMinute: null }],
  });
  const actor = await authenticateApiKey({ database: home.database, mirror: null }, secret, new Date());
  expect(actor?.limits).toEqual({
    key: { requestsPerMinute: 30, tokensPerMinute: 5_000 },
    team: { requestsPerMinute: 90, tokensPerMinute: null },
  });
  await expect(changeKeyLimits(ctx(), systemRuntime.newId("key"), {})).rejects.toThrow(AppError);
  const { items } = await listAudit(ctx(), { limit: 10, action: "limits.changed" });
  expect(items.slice(2).map(({ subject: { type }, before, after }) => ({ type, before, after }))).toEqual([
    { type: "team", before: null, after: { requestsPerMinute: 90, tokensPerMinute: null } },
    {
      type: "key",
      before: { requestsPerMinute: 30, tokensPerMinute: null },
      after: { requestsPerMinute: 30, tokensPerMinute: 5_000 },
    },
    { type: "key", before: null, after: { requestsPerMinute: 30, tokensPerMinute: null } },
  ]);
});
