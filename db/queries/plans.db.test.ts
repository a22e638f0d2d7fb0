import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDatabase } from "#bench/seed/seed-database.ts";
import { reviewListQuerySchema } from "../../lib/contracts/reviews.ts";
import { ticketListQuerySchema } from "../../lib/contracts/tickets.ts";
import type { Database } from "../client.ts";
import { createTestDatabase, type TestDatabase } from "../testing.ts";
import { cursorOf } from "./cursor.ts";
import { findOverdue, readEscalations } from "./escalations.ts";
import { listEventsAfter } from "./events.ts";
import { findRelatedCandidates } from "./related-tickets.ts";
import { listCardsOfAct, listDecisionsOf, listOwnActs } from "./review-decisions.ts";
import { countWaiting, listReviews, readQueue } from "./reviews.ts";
import { listIncidentsWithoutRunbook, listRunbooks } from "./runbooks.ts";
import { listTickets } from "./tickets.ts";
import { findTriageDetailByTicket, listAttempts } from "./triages.ts";

/**
 * What a list costs on a big database. The planner is told that the tables hold a few hundred times as many rows as
 * they do, and then asked how it would read them.
 */
const tickets = 3_000;
const timesAsMany = 400;
/** A page is 50 rows; of a narrowed list, all is sorted that is found in a step back, which is part of the time. */
const sortedMax = 50_000;
const untilMs = Date.parse("2026-06-01T12:00:00Z");
const recently = new Date(untilMs - 30 * 86_400_000);

/** Tables that grow with every ticket. */
const big = [
  "tickets",
  "ticket_texts",
  "triages",
  "triage_cards",
  "triage_traces",
  "triage_runbooks",
  "attempts",
  "incidents",
  "reviews",
  "review_decisions",
  "events",
];

let home: TestDatabase;
let recording: Database;
const asked: { query: string; params: unknown[] }[] = [];
const some = { ticketId: "", triageId: "" };

beforeAll(async () => {
  home = await createTestDatabase();
  await seedDatabase(home.database, { tickets, seed: 5, untilMs });
  const sql = home.database.$client;
  await sql`update pg_class set reltuples = greatest(reltuples, 500) * ${timesAsMany}
    where relnamespace = 'public'::regnamespace and (relname in ${sql(big)} or oid in (
      select indexrelid from pg_index where indrelid::regclass::text in ${sql(big)}))`;
  const [middle] = await sql<{ id: string; triage_id: string }[]>`
    select id, triage_id from tickets where review_state = 'approved' order by id offset 50 limit 1`;
  Object.assign(some, { ticketId: middle?.id, triageId: middle?.triage_id });
  recording = Object.assign(
    drizzle(sql, { logger: { logQuery: (query, params) => asked.push({ query, params }) } }),
    { availability: null, close: async () => {} },
  );
});
afterAll(() => home.drop());

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Plan Rows": number;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Nodes of a plan that read or sort a whole table, in words. */
function wholeTableWork(plan: Plan): string[] {
  return nodesOf(plan).flatMap((node) => {
    const [input] = node.Plans ?? [];
    if (node["Node Type"] === "Seq Scan" && big.includes(node["Relation Name"] ?? ""))
      return [`reads all of ${node["Relation Name"]}`];
    if (node["Node Type"] === "Sort" && (input?.["Plan Rows"] ?? 0) > sortedMax)
      return [`sorts ${input?.["Plan Rows"]} rows`];
    return [];
  });
}

async function costlyWorkOf(read: (db: Database) => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await read(recording);
  const queries = [...asked];
  expect(queries.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const { query, params } of queries) {
    const [row] = await home.database.$client.unsafe<{ "QUERY PLAN": [{ Plan: Plan }] }[]>(
      `explain (format json) ${query}`,
      params as string[],
    );
    if (!row) throw new Error("EXPLAIN answers with a row.");
    const [explained] = row["QUERY PLAN"];
    found.push(...wholeTableWork(explained.Plan));
  }
  return found;
}

const list = (query: Record<string, string>) => (db: Database) =>
  listTickets(db, ticketListQuerySchema.parse(query));
const queue = (query: Record<string, string>) => (db: Database) =>
  listReviews(db, reviewListQuerySchema.parse(query), new Date(untilMs));
const deep = cursorOf("tkt_01jh0000000000000000000000");

test.each<[string, (db: Database) => Promise<unknown>]>([
  ["the first page of the feed", list({})],
  ["a page deep in the feed", list({ cursor: deep })],
  ["the feed of a category", list({ category: "security" })],
  ["the feed of two severities", list({ severity: "P0,P1" })],
  ["the feed of a path", list({ path: "human" })],
  ["the feed of a review state", list({ review: "pending" })],
  ["the feed of a source", list({ source: "grafana" })],
  ["the feed of a service", list({ service: "intranet" })],
  ["the feed of a team", list({ team: "payments" })],
  ["the feed of a key", list({ key: "key_seed_39" })],
  [
    "the feed of a model, a tier and a prompt in a time",
    list({
      model: "openai:gpt-5-mini",
      tier: "cheap",
      prompt: "triage-v4-c05f3d",
      from: "2026-05-01T00:00:00Z",
      to: "2026-05-02T00:00:00Z",
    }),
  ],
  ["what took long", list({ slower: "9000", from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z" })],
  ["what was answered degraded", list({ degraded: "any", from: "2026-05-01T00:00:00Z" })],
  ["what was answered degraded for a reason", list({ degraded: "timeout", from: "2026-05-31T00:00:00Z" })],
  ["what calls failed or fell back", list({ call: "rate_limited,fall_back", from: "2026-05-31T00:00:00Z" })],
  [
    "what a reviewer changed late, on a page deep in the feed",
    list({ decision: "severity,decided_late", said: "0.6", severity: "P1", cursor: deep }),
  ],
  ["the tickets of a runbook", list({ runbook: "checkout/symptom-1" })],
  [
    "the tickets of a runbook in a time, each incident once",
    list({ runbook: "checkout/symptom-1", from: "2026-05-01T00:00:00Z", repeats: "once" }),
  ],
  ["the feed of a service that nobody has", list({ service: "nobody" })],
  ["the feed of a time", list({ from: "2026-02-01T00:00:00Z", to: "2026-02-02T00:00:00Z" })],
  [
    "the feed of rare things together",
    list({ category: "security", severity: "P0", service: "intranet", path: "human" }),
  ],
  ["the ticket of a request", list({ request: "req_01jh0000000000000000000000" })],
  ["a common word", list({ q: "timed out" })],
  [
    "a common word in an old time",
    list({ q: "error", from: "2026-02-01T00:00:00Z", to: "2026-02-08T00:00:00Z" }),
  ],
  ["a rare word", list({ q: "blurred" })],
  ["a word that no ticket has", list({ q: "zzzzzz" })],
  ["the beginning of a word", list({ q: "certif" })],
  ["a common word with filters", list({ q: "error", severity: "P0", service: "checkout" })],
  ["a rare word deep in the feed", list({ q: "blurred", cursor: deep })],
  ["the review queue", queue({})],
  ["what is escalated", queue({ view: "escalated" })],
  ["what was decided", queue({ view: "decided" })],
  ["what was decided of a verdict", queue({ view: "decided", severity: "P0", category: "security" })],
  ["the queue of a severity", queue({ severity: "P0", category: "security" })],
  ["the queue of a path and a reason", queue({ path: "rules,model", reason: "low_confidence,asked" })],
  ["how long the queue is", (db) => readQueue(db, new Date(untilMs))],
  ["how many wait of each severity", (db) => countWaiting(db, new Date(untilMs))],
  ["a ticket", (db) => findTriageDetailByTicket(db, some.ticketId)],
  ["the attempts of a triage", (db) => listAttempts(db, some.triageId)],
  ["the decisions on a card", (db) => listDecisionsOf(db, some.triageId)],
  ["the decisions of a person", (db) => listOwnActs(db, "usr_seed_reviewer_0", 10)],
  [
    "the cards of an act",
    (db) => listCardsOfAct(db, "usr_seed_reviewer_0", "rev_01jh0000000000000000000000"),
  ],
  ["what was escalated", (db) => readEscalations(db)],
  ["what is to be escalated", (db) => findOverdue(db, new Date(untilMs), 100)],
  ["related tickets", (db) => findRelatedCandidates(db, some.ticketId, recently)],
  ["what listeners missed", (db) => listEventsAfter(db, "evt_01jh0000000000000000000000")],
  ["the shelf of runbooks", (db) => listRunbooks(db, { limit: 50 }, recently)],
  ["incidents without a runbook", (db) => listIncidentsWithoutRunbook(db, recently)],
])("%s is read through an index, without reading or sorting a whole table", async (_list, read) => {
  expect(await costlyWorkOf(read)).toEqual([]);
});

test("a list without an index for its order would be noticed", async () => {
  const byTitle = (db: Database) => db.execute("select id from tickets order by title, id limit 50");
  expect(await costlyWorkOf(byTitle)).toEqual([
    expect.stringMatching(/^sorts \d+ rows$/),
    "reads all of tickets",
  ]);
});
