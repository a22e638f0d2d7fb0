import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Database, Queryable } from "#db/client.ts";
import { rollUpStats } from "#db/queries/stats/roll-up.ts";
import { promptVersions } from "#db/schema/prompt-versions.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { seedTraffic } from "#db/testing-traffic.ts";
import { type StatsQuery, statsQuerySchema } from "#lib/contracts/stats.ts";
import { sketchError } from "#lib/core/latency-sketch.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { getStats } from "./get-stats.ts";
import { rebuild } from "./roll-up.ts";

const dayMs = 86_400_000;
const days = 20;
const end = new Date(Math.floor(Date.now() / 60_000) * 60_000);
const begin = new Date(end.getTime() - days * dayMs);
const never = new AbortController().signal;

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
  await home.database.transaction((tx) => seedTraffic(tx, { count: 2000, from: begin, to: end }));
  await home.database.execute(sql`analyze`);
  await rollUpWholly();
}, 60_000);
afterAll(() => home.drop());

/** Rolls up until every hour that is over is: transactions of other tests on the server hold it back. */
async function rollUpWholly(): Promise<void> {
  await vi.waitFor(
    async () => {
      await rollUpStats(home.database, never);
      const [row] = await home.database.execute(sql`
        select rolled_until = closing_until and not exists (select from stats_changes where hour < rolled_until) as done
        from stats_progress`);
      if (row?.done !== true) throw new Error("not rolled up yet");
    },
    { timeout: 30_000 },
  );
}

const ask = (query: Partial<Record<keyof StatsQuery, string>>, database: Database = home.database) =>
  getStats({ database, runtime: systemRuntime }, statsQuerySchema.parse(query));

const anyWindow = fc
  .tuple(fc.integer({ min: 0, max: days * 24 * 60 }), fc.integer({ min: 1, max: days * 24 * 60 }))
  .map(([start, length]) => ({
    from: new Date(begin.getTime() + start * 60_000).toISOString(),
    to: new Date(begin.getTime() + (start + length) * 60_000).toISOString(),
  }));

const anyQuery = fc.record({
  window: anyWindow,
  tz: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"),
  by: fc.constantFrom(undefined, "model", "team", "key", "source", "prompt"),
  narrow: fc.constantFrom(
    {},
    { team: "payments" },
    { source: "(none)" },
    { model: "openai:large", tier: "strong" },
  ),
});

const without = (query: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;

const conditionOf = (narrow: { team?: string; source?: string; model?: string }, of: "a" | "t") =>
  sql.raw(
    [
      "true",
      narrow.team === undefined ? "true" : `${of === "a" ? "a" : "k"}.team = 'payments'`,
      narrow.source === undefined ? "true" : `${of === "a" ? "a" : "k"}.source is null`,
      narrow.model === undefined ? "true" : `${of}.model = 'openai:large'`,
    ].join(" and "),
  );

const close = (estimate: number | null, exact: unknown) => {
  if (exact === null) return expect(estimate).toBeNull();
  // Four digits are told.
  expect(Math.abs((estimate ?? 0) - Number(exact))).toBeLessThanOrEqual(
    Number(exact) * (sketchError + 0.0005),
  );
};

test("figures of any window are the sums of its rows, in every zone, split and narrowed", async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery, async ({ window, tz, by, narrow }) => {
      const stats = await ask({ ...window, tz, ...narrow, ...without({ by }) });
      const [calls] = await home.database.execute(sql`
        select count(*)::integer as n, coalesce(sum(cost_nano_usd), 0)::double precision as cost,
          count(*) filter (where cost_nano_usd is null)::integer as unknown,
          count(*) filter (where purpose = 'retry')::integer as retries,
          count(*) filter (where outcome = 'timed_out')::integer as timeouts,
          sum(output_tokens)::integer as output,
          percentile_disc(0.5) within group (order by ms) as p50, percentile_disc(0.95) within group (order by ms) as p95
        from attempts a where started_at >= ${window.from} and started_at < ${window.to}
          and ${conditionOf(narrow, "a")}`);
      const { totals } = stats;
      expect(totals.calls).toMatchObject({
        n: calls?.n,
        costUsd: Number(calls?.cost) / 1e9,
        costUnknown: calls?.unknown,
        ms: { n: calls?.n },
      });
      expect(totals.calls.byPurpose.retry).toBe(calls?.retries);
      expect(totals.calls.byOutcome.timed_out).toBe(calls?.timeouts);
      expect(totals.calls.tokens.output).toBe(calls?.output ?? 0);
      close(totals.calls.ms.p50, calls?.p50 ?? null);
      close(totals.calls.ms.p95, calls?.p95 ?? null);
      const [triages] = await home.database.execute(sql`
        select count(*)::integer as n, count(*) filter (where t.degraded or v.triage_id is not null)::integer as degraded,
          count(v.triage_id)::integer as replaced,
          count(*) filter (where coalesce(v.origin ->> 'degradedReason', t.degraded_reason) = 'timeout')::integer as timeout,
          count(*) filter (where t.category = 'data')::integer as data,
          coalesce(sum(saved_nano_usd), 0)::double precision as saved
        from triages t join tickets k on k.id = t.ticket_id
        left join card_versions v on v.triage_id = t.id and v.version = 1
        where t.created_at >= ${window.from} and t.created_at < ${window.to} and ${conditionOf(narrow, "t")}`);
      expect(totals.triages).toMatchObject({
        n: triages?.n,
        degraded: triages?.degraded,
        replaced: triages?.replaced,
        savedUsd: Number(triages?.saved) / 1e9,
      });
      expect(totals.triages.byCategory.data).toBe(triages?.data);
      expect(totals.triages.byDegradedReason.timeout).toBe(triages?.timeout);
      if (by === undefined) return;
      const sum = (of: (group: (typeof stats.groups)[number]) => number) =>
        stats.groups.reduce((total, group) => total + of(group), 0);
      expect(sum(({ totals: { calls } }) => calls.n)).toBe(totals.calls.n);
      expect(sum(({ totals: { triages } }) => triages.n)).toBe(totals.triages.n);
      expect(sum(({ totals: { reviews } }) => reviews.decided)).toBe(totals.reviews.decided);
      expect(sum(({ series }) => series.calls.reduce((a, b) => a + b, 0))).toBe(totals.calls.n);
    }),
    { numRuns: 12 },
  );
}, 60_000);

test("split by schema, the prompts that ask for one answer count together, and what none is known of as none", async () => {
  const window = { from: begin.toISOString(), to: end.toISOString() };
  const prompts = (await ask({ ...window, by: "prompt" })).groups.filter(({ value }) => value !== null);
  const [one, other] = prompts;
  expect(prompts.length).toBe(2);
  const made = { name: "test", note: "", builtIn: true, createdById: "system", createdBy: "system" };
  const content = { system: "", user: "", parameters: {} } as never;
  const know = (version: string | null | undefined) =>
    home.database
      .insert(promptVersions)
      .values({ version: version ?? "", schemaVersion: "aaaa", ...made, content, createdAt: new Date() });

  await know(one?.value);
  const halfKnown = (await ask({ ...window, by: "schema" })).groups;
  expect(halfKnown.find(({ value }) => value === "aaaa")?.totals).toEqual(one?.totals);
  expect(halfKnown.find(({ value }) => value === null)).toMatchObject({
    label: "(none)",
    totals: { calls: other?.totals.calls },
  });

  await know(other?.value);
  const calls = (await ask({ ...window, by: "schema" })).groups.find(({ value }) => value === "aaaa")?.totals
    .calls;
  const n = (one?.totals.calls.n ?? 0) + (other?.totals.calls.n ?? 0);
  expect(calls).toMatchObject({ n, ms: { n } });
});

test("figures of decisions are those of the rows, with what cards said against what was right", async () => {
  const window = { from: begin.toISOString(), to: end.toISOString() };
  const { totals, calibration } = await ask(window);
  const [exact] = await home.database.execute(sql`
    select count(*)::integer as decided, count(*) filter (where action = 'correct')::integer as corrected,
      count(*) filter (where not second_opinion)::integer as first,
      count(*) filter (where not second_opinion and after ->> 'category' = 'data')::integer as category
    from review_decisions where created_at < ${window.to}`);
  expect(totals.reviews).toMatchObject({ decided: exact?.decided, corrected: exact?.corrected });
  expect(totals.reviews.overrides.category).toEqual({ count: exact?.category, of: exact?.first });
  expect(calibration.reduce((sum, { n }) => sum + n, 0)).toBe(exact?.first);
  // The seeded cards are right exactly when they say less than 0.8.
  expect(calibration.map(({ right }) => right)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
});

test("the window before is told beside", async () => {
  const from = new Date(begin.getTime() + 10 * dayMs).toISOString();
  const { previous } = await ask({ from, to: end.toISOString(), compare: "previous" });
  const before = await ask({ from: begin.toISOString(), to: from });
  expect(previous?.totals).toEqual(before.totals);
});

test("a better card does not undo that the answer was degraded, now, in an hour and after a rebuild", async () => {
  const window = { from: new Date(begin.getTime() + dayMs).toISOString(), to: end.toISOString() };
  const before = await ask(window);
  expect(before.totals.triages.replaced).toBeGreaterThan(0);
  const replace = sql`
    with chosen as (
      select id, degraded_reason from triages
      where created_at > ${window.from} and degraded and degraded_reason = 'timeout' order by created_at limit 4
    ), kept as (
      insert into card_versions (triage_id, version, card, origin, review, replaced_at)
      select id, 1, '{}', jsonb_build_object('degraded', true, 'degradedReason', degraded_reason), '{}', now() from chosen
    )
    update triages set path = 'model', degraded = false, degraded_reason = null from chosen where triages.id = chosen.id`;
  await home.database.execute(replace);
  const changed = await ask(window);
  expect(changed.totals.triages).toMatchObject({
    degraded: before.totals.triages.degraded,
    byDegradedReason: before.totals.triages.byDegradedReason,
    replaced: before.totals.triages.replaced + 4,
  });
  expect(changed.totals.triages.byPath.model).toBe(before.totals.triages.byPath.model + 4);
  await rollUpWholly();
  expect(await ask(window)).toEqual(changed);
  await rebuild(home, () => {});
  expect(await ask(window)).toEqual(changed);
});

test("a late change counts at once, and is rolled up by whoever is next", async () => {
  const window = { from: new Date(begin.getTime() + dayMs).toISOString(), to: end.toISOString() };
  const before = await ask(window);
  await home.database.execute(sql`
    update triages set category = 'security' where id in (
      select id from triages where created_at > ${window.from} and category <> 'security' order by created_at limit 3
    )`);
  const changed = await ask(window);
  expect(changed.totals.triages.byCategory.security).toBe(before.totals.triages.byCategory.security + 3);
  expect(changed.totals.triages.n).toBe(before.totals.triages.n);
  await rollUpWholly();
  expect(await ask(window)).toEqual(changed);
});

test("several replicas at once, and a second time, change nothing", async () => {
  const window = { from: begin.toISOString(), to: end.toISOString(), by: "model" };
  const before = await ask(window);
  await Promise.allSettled([1, 2, 3].map(() => rollUpStats(home.database, never)));
  await rollUpWholly();
  expect(await ask(window)).toEqual(before);
});

test("counted anew, the figures are the same", async () => {
  const window = { from: begin.toISOString(), to: end.toISOString(), by: "source" };
  const before = await ask(window);
  await home.database.execute(
    sql`update attempt_rollups set calls = calls + 1 where start > ${window.from}::timestamptz + interval '1 day'`,
  );
  await rebuild(home, () => {});
  expect(await ask(window)).toEqual(before);
});

test("an hour is not rolled up while somebody may still be writing to it", async () => {
  const other = await createTestDatabase();
  try {
    const written = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const writer = other.database.transaction(async (tx) => {
      await tx.execute(sql`insert into stats_sources values ('writes')`);
      written.resolve();
      await finish.promise;
    });
    await written.promise;
    await rollUpStats(other.database, never);
    const rolledUntil = async () =>
      (await other.database.execute(sql`select rolled_until from stats_progress`))[0]?.rolled_until;
    expect(await rolledUntil()).toBeNull();
    finish.resolve();
    await writer;
    await expect
      .poll(async () => {
        await rollUpStats(other.database, never);
        return await rolledUntil();
      })
      .not.toBeNull();
  } finally {
    await other.drop();
  }
});

/** The database, with how many entries of each table and of its indexes transactions read on it. */
function counting(database: Database): { database: Database; read: Map<string, number> } {
  const read = new Map<string, number>();
  const add = async (tx: Queryable, sign: number) => {
    const rows = await tx.execute(sql`
      select t.relname as name, (pg_stat_get_xact_tuples_returned(t.oid) + coalesce((
        select sum(pg_stat_get_xact_tuples_returned(i.indexrelid)) from pg_index i where i.indrelid = t.oid), 0))::integer as n
      from pg_class t where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace`);
    for (const { name, n } of rows) read.set(String(name), (read.get(String(name)) ?? 0) + sign * Number(n));
  };
  const transaction: Database["transaction"] = (work, config) =>
    database.transaction(async (tx) => {
      // What its connection read shortly before is counted, too.
      await add(tx, -1);
      const result = await work(tx);
      await add(tx, 1);
      return result;
    }, config);
  return { database: Object.assign(Object.create(database), { transaction }), read };
}

const rowsOf = async (query: SQL) => Number((await home.database.execute(query))[0]?.n);
/** Rows that planning reads at most; a hundredth of a table here. */
const planned = 20;
const ofTable = { attempts: "started_at", triages: "created_at", review_decisions: "created_at" } as const;

test.each([
  [{ tz: "UTC" }, 0.05],
  [{ tz: "UTC", team: "payments" }, 0.05],
  [{ tz: "Europe/Berlin", by: "model", compare: "previous" }, 0.05],
  // The hours by which its days differ from those of UTC, with every dimension.
  [{ tz: "America/New_York", by: "key", source: "zendesk" }, 0.25],
])(
  "figures read rows of the hours that are not rolled up, and few rows of roll-ups: %j",
  async (query, share) => {
    const from = new Date(Math.ceil(begin.getTime() / dayMs + 10) * dayMs).toISOString();
    const { database, read } = counting(home.database);
    await ask({ from, ...query }, database);
    for (const [table, moment] of Object.entries(ofTable)) {
      const open = await rowsOf(
        sql.raw(`
      select count(*)::integer as n from ${table} where ${moment} >= (select rolled_until from stats_progress)`),
      );
      // Once for the buckets, once for the whole, once for what cards said of themselves, joined by their keys. The
      // planner itself looks at the ends of indexes.
      expect(read.get(table)).toBeLessThanOrEqual(6 * open + planned);
    }
    for (const table of ["attempt_rollups", "triage_rollups", "review_rollups"]) {
      const all = await rowsOf(sql.raw(`select count(*)::integer as n from ${table}`));
      expect(read.get(table)).toBeGreaterThan(0);
      expect((read.get(table) ?? 0) / all).toBeLessThan(share);
    }
  },
);

test("a table that is read from end to end would be noticed, through whichever index", async () => {
  const { database, read } = counting(home.database);
  await database.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    await tx.execute(sql`select count(ms) from attempts where started_at > '2000-01-01'`);
    await tx.execute(sql`select count(calls) from attempt_rollups where grain > 0`);
  });
  for (const table of ["attempts", "attempt_rollups"])
    expect(read.get(table)).toBeGreaterThanOrEqual(
      await rowsOf(sql.raw(`select count(*)::integer as n from ${table}`)),
    );
});

test.each([
  [{ from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z" }, "from"],
  [{ from: "2025-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z", bucket: "hour" }, "bucket"],
])("a window that cannot be shown is refused with the field's name: %j", async (query, path) => {
  await expect(ask(query)).rejects.toMatchObject({ code: "invalid_fields", errors: [{ path }] });
});

// Last: each of its steps leaves dead rows of weeks behind, which the reads above would count.
test("when very many hours changed, old ones keep their figures until they are counted anew", async () => {
  const window = { from: begin.toISOString(), to: end.toISOString() };
  await rollUpWholly();
  const before = await ask(window);
  expect(before.recounting).toBe(0);
  await home.database.execute(sql`
    insert into stats_changes (hour)
    select ${begin.toISOString()}::timestamptz - n * interval '1 hour' from generate_series(1, 80) n`);
  expect(await ask(window)).toEqual({ ...before, recounting: 32 });
  await rollUpWholly();
  expect(await ask(window)).toEqual(before);
});
