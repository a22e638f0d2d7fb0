import { afterAll, beforeAll, expect, test } from "vitest";
import type { NewTriage } from "#db/queries/new-triage.ts";
import { storeTriage } from "#db/queries/store-triage.ts";
import { createTestDatabase, newTriage, type TestDatabase } from "#db/testing.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { listRelatedTickets } from "./related-tickets.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const now = new Date("2026-03-02T12:00:00Z");
const ctx = () => ({ database: home.database, runtime: { ...systemRuntime, now: () => now } });

async function report(
  text: string,
  minutesAgo: number,
  triage: Partial<NewTriage["triage"]> = {},
): Promise<string> {
  const given = newTriage({
    ticket: { text, title: text.split("\n")[0]?.slice(0, 160) ?? "" },
    triage: { fingerprint: text.slice(0, 60), incidentKey: text.slice(0, 60), ...triage },
    createdAt: new Date(now.getTime() - minutesAgo * 60_000),
  });
  await storeTriage(home.database, given);
  return given.ticket.id;
}

const alert = (layout: "mail" | "chat", time: string, host: string) =>
  layout === "mail"
    ? `[FIRING:1] LedgerQueueGrows (${host} blue-1)\n - alertname = LedgerQueueGrows\n - cluster = blue-1\n - summary = Ledger queue grows\nStartsAt = 2026-03-02T${time}:00Z`
    : `:rotating_light: LedgerQueueGrows is firing since ${time} UTC\n*Ledger queue grows (${host})*\ncluster=blue-1`;

test("names the same incident, the probable duplicate and the merely similar, in this order, and nothing else", async () => {
  const same = await report("Ledger queue grows on blue, orders of harbour wait", 300, {
    fingerprint: "f1",
    incidentKey: "k1",
  });
  const kind = await report(alert("mail", "03:00", "q-1"), 500);
  const duplicate = await report(alert("mail", "11:40", "q-2"), 15, {
    review: { state: "corrected", reasons: [] },
  });
  await report("How do I change my signature in the mail program?", 20);
  await report(
    alert("mail", "11:41", "q-3").replaceAll("Ledger", "Printer").replaceAll("ledger", "printer"),
    90_000,
  );
  const me = await report(alert("chat", "11:50", "q-4"), 5, { fingerprint: "f1", incidentKey: "k2" });
  const related = await listRelatedTickets(ctx(), me);
  expect(related.map(({ ticketId, relation }) => [ticketId, relation])).toEqual([
    [same, "same_incident"],
    [duplicate, "probable_duplicate"],
    [kind, "related"],
  ]);
  expect(related[1]).toMatchObject({
    reviewState: "corrected",
    category: "infra",
    severity: "P1",
    path: "rules",
  });
  expect(related[2]?.shared.length).toBeGreaterThan(0);
});

test("of an incident that was reported often the newest report stands for all", async () => {
  const text = "Warehouse scanner firmware reboots every minute in hall quince";
  for (const minutes of [50, 40, 30]) await report(text, minutes);
  const other = await report("Warehouse scanner in hall quince reboots every minute, firmware 9", 10);
  const related = await listRelatedTickets(ctx(), other);
  expect(related).toHaveLength(1);
});

test("words that would be operators of a search are only words", async () => {
  const odd = await report("it's 'quoted' & (weird) | \\back\\slash !not:*", 3);
  expect(await listRelatedTickets(ctx(), odd)).toEqual(expect.any(Array));
});

test("a ticket that does not exist has no relatives", async () => {
  await expect(listRelatedTickets(ctx(), "tkt_nothing")).rejects.toMatchObject({ code: "not_found" });
});
