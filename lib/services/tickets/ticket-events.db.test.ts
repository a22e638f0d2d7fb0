import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDatabase } from "#bench/seed/seed-database.ts";
import { listTickets } from "#db/queries/tickets.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { type Stats, statsQuerySchema } from "#lib/contracts/stats.ts";
import { ticketListQuerySchema } from "#lib/contracts/tickets.ts";
import {
  callFilters,
  type DecisionFilter,
  decisionFilters,
  degradedReasons,
  saidBins,
} from "#lib/contracts/vocabulary.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { getStats } from "../stats/get-stats.ts";

/** What the dashboard counts leads to the tickets that were counted, on the made-up year of an organisation. */
const untilMs = Date.parse("2026-06-01T12:00:00Z");
const window = { from: "2026-02-11T05:00:00.000Z", to: "2026-04-20T17:00:00.000Z" };

let home: TestDatabase;
let stats: Stats;
beforeAll(async () => {
  home = await createTestDatabase();
  await seedDatabase(home.database, { tickets: 3_000, seed: 11, untilMs });
  stats = await read({});
}, 120_000);
afterAll(() => home.drop());

const read = (query: Record<string, string>) =>
  getStats(
    { database: home.database, runtime: systemRuntime },
    statsQuerySchema.parse({ ...window, ...query }),
  );

/** All that a list holds, page by page. */
async function listed(query: Record<string, string>): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const asked = { ...window, ...query, limit: "37", ...(cursor === "" ? {} : { cursor }) };
    const page = await listTickets(home.database, ticketListQuerySchema.parse(asked));
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(ids).toEqual([...new Set(ids)].toSorted().reverse());
  return ids;
}

test.each([...degradedReasons, "any"] as const)("answered degraded: %s", async (reason) => {
  const { degraded, byDegradedReason } = stats.totals.triages;
  const counted = reason === "any" ? degraded : byDegradedReason[reason];
  expect(await listed({ degraded: reason })).toHaveLength(counted);
});

test("replaced cards are among those that were answered degraded", async () => {
  const { degraded, replaced } = stats.totals.triages;
  expect(replaced).toBeGreaterThan(0);
  const still = await home.database.$client`
    select from tickets where degraded and created_at >= ${window.from} and created_at < ${window.to}`;
  expect(still).toHaveLength(degraded - replaced);
});

test.each(callFilters)("calls: %s", async (word) => {
  const rows = await home.database.$client<{ id: string }[]>`
    select distinct k.id from attempts a join tickets k on k.triage_id = a.triage_id
    where a.started_at >= ${window.from} and a.started_at < ${window.to} and ${word} in (a.outcome, a.purpose)`;
  const { byOutcome, byPurpose } = stats.totals.calls;
  const counted = { ...byOutcome, ...byPurpose }[word];
  const found = await listed({ call: word });
  expect(found.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  expect(found.length > 0).toBe(counted > 0);
});

test.each([1, 1500, 20_000])("took at least %d ms", async (ms) => {
  const rows = await home.database.$client<{ id: string }[]>`
    select k.id from triages t join tickets k on k.triage_id = t.id
    where t.created_at >= ${window.from} and t.created_at < ${window.to} and t.status = 'done' and t.total_ms >= ${ms}`;
  expect((await listed({ slower: String(ms) })).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
});

test("about one in twenty took as long as the 95th percentile", async () => {
  const { n, p95 } = stats.totals.triages.ms;
  const slow = await listed({ slower: String(Math.floor(0.98 * (p95 ?? 0))) });
  expect(slow.length / n).toBeGreaterThan(0.04);
  expect(slow.length / n).toBeLessThan(0.08);
});

test("the model of a list of calls is the one that was called", async () => {
  const model = "openai:gpt-5-mini";
  const rows = await home.database.$client<{ id: string }[]>`
    select distinct k.id from attempts a join tickets k on k.triage_id = a.triage_id
    where a.started_at >= ${window.from} and a.started_at < ${window.to} and a.outcome = 'timed_out' and a.model = ${model}`;
  expect(rows.length).toBeGreaterThan(0);
  expect((await listed({ call: "timed_out", model })).toSorted()).toEqual(
    rows.map(({ id }) => id).toSorted(),
  );
});

const decided: Record<DecisionFilter, (reviews: Stats["totals"]["reviews"]) => number> = {
  approved: ({ approved }) => approved,
  corrected: ({ corrected }) => corrected,
  category: ({ overrides }) => overrides.category.count,
  severity: ({ overrides }) => overrides.severity.count,
  summary: ({ overrides }) => overrides.summary.count,
  steps: ({ overrides }) => overrides.steps.count,
  agreed: ({ secondOpinions }) => secondOpinions.count,
  disagreed: ({ secondOpinions: { count, of } }) => of - count,
  claimed_late: ({ claimBreaches }) => claimBreaches,
  decided_late: ({ decideBreaches }) => decideBreaches,
};

test.each(decisionFilters)("decisions: %s", async (word) => {
  expect(await listed({ decision: word })).toHaveLength(decided[word](stats.totals.reviews));
});

test("decided cards by the confidence that they had stated", async () => {
  const bins = new Map(stats.calibration.map(({ from, n }) => [from.toFixed(1), n]));
  expect([...bins.values()].filter((n) => n > 0).length).toBeGreaterThan(1);
  for (const said of saidBins) expect(await listed({ said })).toHaveLength(bins.get(said) ?? 0);
});

test("several words together, with other filters, once for each incident", async () => {
  const both = await listed({ degraded: "any", call: "timed_out" });
  const degraded = new Set(await listed({ degraded: "any" }));
  expect(both.length).toBeGreaterThan(0);
  expect(both.every((id) => degraded.has(id))).toBe(true);

  const grave = await listed({ decision: "approved,corrected", severity: "P0,P1" });
  const rows = await home.database.$client<{ id: string; incident_key: string }[]>`
    select id, incident_key from tickets where id in ${home.database.$client(grave)} order by id desc`;
  const once = [...new Map(rows.toReversed().map(({ id, incident_key }) => [incident_key, id])).values()];
  expect(await listed({ decision: "approved,corrected", severity: "P0,P1", repeats: "once" })).toEqual(
    once.toSorted().reverse(),
  );
});
