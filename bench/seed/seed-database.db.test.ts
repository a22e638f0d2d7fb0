import { afterAll, beforeAll, expect, test } from "vitest";
import { listTickets } from "#db/queries/tickets.ts";
import { findTriageDetailByTicket } from "#db/queries/triages.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ticketPageSchema } from "#lib/contracts/tickets.ts";
import { cardSchema, triageDetailSchema } from "#lib/contracts/triage.ts";
import { Year } from "./operations.ts";
import { seedDatabase } from "./seed-database.ts";

const plan = { tickets: 1_000, seed: 7, untilMs: Date.parse("2026-06-01T12:00:00Z") };

let home: TestDatabase;

beforeAll(async () => {
  home = await createTestDatabase();
  await seedDatabase(home.database, plan);
});
afterAll(() => home.drop());

async function countOf(query: string): Promise<number> {
  const [row] = await home.database.$client.unsafe(query);
  return Number(row?.count);
}

test("a small year has as many tickets as it was asked for, each with text, triage, card and trace", async () => {
  const whole = `select count(*) from tickets t join triages r on r.id = t.triage_id and r.ticket_id = t.id
    join ticket_texts using (ticket_id) join triage_cards c on c.triage_id = r.id
    join triage_traces x on x.triage_id = r.id
    where c.card->>'category' = t.category and c.card->>'severity' = t.severity and r.path = t.path`;
  expect(await countOf(whole.replace("using (ticket_id)", "y on y.ticket_id = t.id"))).toBe(plan.tickets);
});

test.each([
  [
    "an incident counts its reports",
    `select count(*) from incidents i where occurrences <>
    (select count(*) from triages t where t.incident_key = i.incident_key)`,
  ],
  [
    "usage is the sum of the attempts",
    `select count(*) from triages t left join
    (select triage_id, count(*) calls, sum(input_tokens) input from attempts group by 1) a on a.triage_id = t.id
    where coalesce(a.calls, 0) <> t.model_calls or coalesce(a.input, 0) <> t.input_tokens`,
  ],
  [
    "a decided card has a decision and an open one waits",
    `select count(*) from reviews r join triages t on t.id = r.triage_id
    where (r.state = 'open') <> (t.review_state = 'pending') or (r.state = 'decided') <>
      exists (select from review_decisions d where d.triage_id = r.triage_id)`,
  ],
  [
    "a model's card names its model",
    "select count(*) from triages where path = 'model' and (model is null or degraded)",
  ],
  [
    "a degraded card says why",
    "select count(*) from triages where degraded <> (degraded_reason is not null)",
  ],
])("%s, without exception", async (_rule, exceptions) => {
  expect(await countOf(exceptions)).toBe(0);
});

test.each(["path", "severity", "category", "source", "service"])("every %s has its share", async (column) => {
  expect(await countOf(`select count(distinct ${column}) from tickets`)).toBeGreaterThanOrEqual(4);
});

test("lists and ticket pages read what was seeded", async () => {
  const page = ticketPageSchema.parse(await listTickets(home.database, { limit: 50, q: "timed out" }));
  expect(page.items.length).toBeGreaterThan(5);
  for (const { id } of page.items.slice(0, 5)) {
    const detail = triageDetailSchema.parse(await findTriageDetailByTicket(home.database, id));
    expect(cardSchema.parse(detail.triage.card).steps).toHaveLength(3);
  }
});

test("the same plan makes the same year, another seed another one", () => {
  const titles = (seed: number) =>
    [...new Year({ ...plan, tickets: 200, seed }).operations()].map(({ ticketId, title, path }) => [
      ticketId,
      title,
      path,
    ]);
  expect(titles(3)).toEqual(titles(3));
  expect(titles(3)).not.toEqual(titles(4));
});
