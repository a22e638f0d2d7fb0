import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Choices, drawCombination } from "#bench/pages/filter-combinations.ts";
import { seedDatabase } from "#bench/seed/seed-database.ts";
import { drawFrom } from "#samples/draw.ts";
import { type TicketListQuery, ticketListQuerySchema } from "../../lib/contracts/tickets.ts";
import { confidenceBandFrom, noValue } from "../../lib/contracts/vocabulary.ts";
import { createTestDatabase, type TestDatabase } from "../testing.ts";
import { cursorOf, idOfCursor } from "./cursor.ts";
import { listTickets } from "./tickets.ts";

/** Any filters together find what a look at each ticket finds. */

interface Row {
  id: string;
  createdMs: number;
  incident: string;
  category: string | null;
  severity: string | null;
  path: string;
  review: string;
  confidence: number | null;
  source: string | null;
  service: string | null;
  team: string | null;
  key: string | null;
  model: string | null;
  tier: string | null;
  prompt: string | null;
  policy: string | null;
}

const dayMs = 86_400_000;
const untilMs = Date.now();
const words = { common: ["timed", "error", "failed", "users"], rare: ["certificate", "deadlock", "zzzzzz"] };
let home: TestDatabase;
let rows: Row[];
let choices: Choices;
/** Ids of tickets with each word, whatever it ends in. */
const having = new Map<string, Set<string>>();

const optional = ["source", "service", "team", "key", "model", "tier", "prompt", "policy"] as const;

beforeAll(async () => {
  home = await createTestDatabase();
  await seedDatabase(home.database, { tickets: 1_500, seed: 7, untilMs });
  const sql = home.database.$client;
  rows = await sql<Row[]>`
    select t.id, (extract(epoch from t.created_at) * 1000)::float8 as "createdMs", t.incident_key as incident, t.category, t.severity, t.path,
      t.review_state as review, t.confidence, t.source, t.service, t.team,
      case when t.actor_type = 'api_key' then t.actor_id end as key,
      r.model, r.tier, r.prompt_version as prompt, r.policy_version as policy
    from tickets t join triages r on r.id = t.triage_id order by t.id desc`;
  const values = Object.fromEntries(
    optional.map((name) => [name, [...new Set(rows.map((row) => row[name] ?? noValue))].sort()]),
  );
  for (const word of [...words.common, ...words.rare]) {
    const found = await sql<{ id: string }[]>`
      select id from tickets where search @@ ${`${word}:*`}::tsquery`;
    having.set(word, new Set(found.map(({ id }) => id)));
  }
  const cursors = rows.filter((_, index) => index % 150 === 75).map(({ id }) => cursorOf(id));
  choices = { values, words, cursors, newestMs: untilMs };
});
afterAll(() => home.drop());

function bandOf(confidence: number | null): string | null {
  if (confidence === null) return null;
  if (confidence >= confidenceBandFrom.high) return "high";
  return confidence >= confidenceBandFrom.medium ? "medium" : "low";
}

function passes(row: Row, query: TicketListQuery): boolean {
  const several = [
    [query.category, row.category],
    [query.severity, row.severity],
    [query.path, row.path],
    [query.review, row.review],
    [query.confidence, bandOf(row.confidence)],
  ] as const;
  const isOfReading = query.model ?? query.tier ?? query.prompt ?? query.policy;
  const from = query.from ?? (isOfReading ? new Date(untilMs - 90 * dayMs).toISOString() : undefined);
  return (
    several.every(([asked, has]) => !asked || (has !== null && asked.some((value) => value === has))) &&
    optional.every((name) => query[name] === undefined || (row[name] ?? noValue) === query[name]) &&
    (!query.q || having.get(query.q)?.has(row.id) === true) &&
    (!from || row.createdMs >= Date.parse(from)) &&
    (!query.to || row.createdMs < Date.parse(query.to))
  );
}

function lookedThrough(query: TicketListQuery): string[] {
  const passing = rows.filter((row) => passes(row, query));
  const first = new Map(passing.map((row) => [row.incident, row.id]).reverse() as [string, string][]);
  const cursor = query.cursor === undefined ? undefined : idOfCursor(query.cursor, "tkt");
  return passing
    .filter(({ id, incident }) => query.repeats !== "once" || first.get(incident) === id)
    .filter(({ id }) => cursor === undefined || id < cursor)
    .map(({ id }) => id);
}

test("any filters together find, page by page, what a look at each ticket finds", async () => {
  const pagesMax = 4;
  let notEmpty = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.constantFrom(3, 50),
      async (seed, limit) => {
        const draw = drawFrom(seed);
        const drawn = drawCombination(draw, choices);
        // One word: what several mean is told by the search's own tests.
        const q = drawn.q === undefined ? {} : { q: draw.oneOf([...words.common, ...words.rare]) };
        const query = ticketListQuerySchema.parse({ ...drawn, ...q, limit });
        const expected = lookedThrough(query);
        const found: string[] = [];
        let { cursor } = query;
        for (let page = 0; page < pagesMax; page++) {
          const { items, nextCursor } = await listTickets(home.database, { ...query, cursor });
          found.push(...items.map(({ id }) => id));
          expect(nextCursor !== null).toBe(expected.length > found.length);
          if (nextCursor === null) break;
          cursor = nextCursor;
        }
        expect(found).toEqual(expected.slice(0, pagesMax * limit));
        if (expected.length > 0) notEmpty++;
      },
    ),
    { numRuns: 200 },
  );
  expect(notEmpty).toBeGreaterThan(50);
});
