import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ticketListQuerySchema } from "../../lib/contracts/tickets.ts";
import { idAt } from "../../samples/id-at.ts";
import { createTestDatabase, newCard, newTriage, type TestDatabase } from "../testing.ts";
import type { NewTriage } from "./new-triage.ts";
import { storeTriage } from "./store-triage.ts";
import { listTickets } from "./tickets.ts";

let home: TestDatabase;
const ids: Record<string, string> = {};

const tickets = [
  {
    name: "gateway",
    ticket: {
      title: "502 Bad Gateway on /checkout",
      text: "502 Bad Gateway on /checkout\nupstream api.shop.example timed out",
      source: "zendesk",
      service: "checkout",
    },
    triage: { card: newCard({ category: "infra", severity: "P0" }) },
    createdAt: new Date("2026-01-01T10:00:00Z"),
  },
  {
    name: "deadlock",
    ticket: {
      title: "ORA-00060: deadlock",
      text: "ORA-00060: deadlock detected while waiting for resource",
      source: "grafana",
      service: "billing",
      externalId: "INC-4711",
    },
    triage: {
      card: newCard({ category: "data", severity: "P2" }),
      review: { state: "pending" as const, reasons: ["low confidence"] },
    },
    createdAt: new Date("2026-01-02T10:00:00Z"),
  },
  {
    name: "login",
    ticket: {
      title: "Brute force on the VPN",
      text: "Überall fehlgeschlagene Anmeldungen, failed logins for admin",
      source: "grafana",
      service: "vpn",
    },
    triage: { card: newCard({ category: "security", severity: "P0" }) },
    createdAt: new Date("2026-01-03T10:00:00Z"),
  },
];

beforeAll(async () => {
  home = await createTestDatabase();
  for (const { name, ticket, triage, createdAt } of tickets) {
    // Ids are made when a ticket comes in.
    const id = idAt("tkt", createdAt.getTime(), 1);
    const input = newTriage({ ticket: { ...ticket, id }, triage, createdAt });
    ids[name] = input.ticket.id;
    await storeTriage(home.database, { ...input, createdAt });
  }
});
afterAll(() => home.drop());

async function found(query: Record<string, string>): Promise<string[]> {
  const page = await listTickets(home.database, ticketListQuerySchema.parse(query));
  return page.items.map((item) => Object.keys(ids).find((name) => ids[name] === item.id) ?? "?");
}

test.each([
  [{}, ["login", "deadlock", "gateway"]],
  [{ severity: "P0" }, ["login", "gateway"]],
  [{ category: "data,infra" }, ["deadlock", "gateway"]],
  [{ category: "data", severity: "P0" }, []],
  [{ review: "pending" }, ["deadlock"]],
  [{ path: "rules" }, ["login", "deadlock", "gateway"]],
  [{ path: "model" }, []],
  [{ source: "grafana", severity: "P0" }, ["login"]],
  [{ service: "checkout" }, ["gateway"]],
  [{ from: "2026-01-02T10:00:00Z" }, ["login", "deadlock"]],
  [{ to: "2026-01-02T10:00:00Z" }, ["gateway"]],
  [{ from: "2026-01-02T11:00:00+02:00", to: "2026-01-03T00:00:00Z" }, ["deadlock"]],
])("filters %j", async (query, expected) => {
  expect(await found(query)).toEqual(expected);
});

test.each([
  [{ q: "gateway or deadlock or admin" }, ["login", "deadlock", "gateway"]],
  [{ q: "gateway or deadlock or admin", to: "2026-01-03T00:00:00Z" }, ["deadlock", "gateway"]],
  [{ q: "gateway or deadlock or admin", from: "2026-01-02T00:00:00Z", severity: "P0" }, ["login"]],
  [{ q: "-billing", to: "2026-01-03T10:00:00Z", repeats: "once" }, ["gateway"]],
])("finds the same page by page, whether a page is filled or not: %j", async (query, expected) => {
  const names: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const asked = { ...query, limit: "1", ...(cursor === "" ? {} : { cursor }) };
    const page = await listTickets(home.database, ticketListQuerySchema.parse(asked));
    names.push(...page.items.map((item) => Object.keys(ids).find((name) => ids[name] === item.id) ?? "?"));
    cursor = page.nextCursor;
  }
  expect(names).toEqual(expected);
  expect(await found(query)).toEqual(expected);
});

test.each([
  ["a word, whatever its case", "DEADLOCK", ["deadlock"]],
  ["the beginning of the last word", "dead", ["deadlock"]],
  ["all words", "bad gateway", ["gateway"]],
  ["words that do not stand together in one ticket", "gateway deadlock", []],
  ["either word", "gateway or deadlock", ["deadlock", "gateway"]],
  ["a phrase", '"failed logins"', ["login"]],
  ["a word to leave out", "-deadlock -gateway", ["login"]],
  ["a host name", "api.shop.example", ["gateway"]],
  ["the id at the source", "INC-4711", ["deadlock"]],
  ["a service", "vpn", ["login"]],
  ["letters beyond ASCII, whatever their case", "überall", ["login"]],
  ["nothing but signs", "!!! & | ( ' :* \\", []],
  ["a quote that never ends", '"bad gate', ["gateway"]],
  ["no words", "", ["login", "deadlock", "gateway"]],
])("searches for %s", async (_what, q, expected) => {
  expect(await found({ q })).toEqual(expected);
});

test("pages hold every ticket once, newest first, also when new ones arrive in between", async () => {
  const query = ticketListQuerySchema.parse({ limit: "2" });
  const first = await listTickets(home.database, query);
  expect(first.items).toHaveLength(2);
  await storeTriage(home.database, newTriage({ ticket: { service: "late" } }));
  const second = await listTickets(home.database, { ...query, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map((item) => item.id)).toEqual([
    ids.login,
    ids.deadlock,
    ids.gateway,
  ]);
  expect(second.nextCursor).toBeNull();
});

test.each(["x", "dGt0X25vbmU", "%00", "tkt_01jd4m3y8ze0xv6t8k1w2q9f5c"])(
  "refuses %j as a cursor and names the field",
  async (cursor) => {
    await expect(listTickets(home.database, { limit: 2, cursor })).rejects.toMatchObject({
      code: "invalid_fields",
      errors: [{ path: "cursor" }],
    });
  },
);

describe("of an incident that was reported again and again", () => {
  const service = "harbour";
  const report = (minute: number, incidentKey: string, overrides: Partial<NewTriage["ticket"]> = {}) => {
    const createdAt = new Date(Date.UTC(2030, 1, 1, 10, minute));
    const ticket = { id: idAt("tkt", createdAt.getTime(), 10 + minute), service, ...overrides };
    return storeTriage(home.database, { ...newTriage({ ticket, triage: { incidentKey } }), createdAt }).then(
      () => ticket.id,
    );
  };
  const once = async (query: Record<string, string> = {}) => {
    const given = { service, repeats: "once", ...query };
    const { items, nextCursor } = await listTickets(home.database, ticketListQuerySchema.parse(given));
    return { rows: items.map(({ id, occurrences }) => [id, occurrences]), nextCursor };
  };
  const made: string[] = [];

  beforeAll(async () => {
    for (const [minute, key] of ["storm", "storm", "other", "storm", "single", "other"].entries()) {
      made.push(await report(minute, key, { source: minute === 1 ? "mail" : "grafana" }));
    }
  });

  test("the newest report stands for all and counts them", async () => {
    const [, , , storm, single, other] = made;
    expect((await once()).rows).toEqual([
      [other, 2],
      [single, 1],
      [storm, 3],
    ]);
    const everything = ticketListQuerySchema.parse({ repeats: "once", limit: "3" });
    expect((await listTickets(home.database, everything)).items.map(({ id }) => id)).toEqual([
      other,
      single,
      storm,
    ]);
  });

  test("pages follow each other without gap or repeat", async () => {
    for (const query of [{}, { severity: "P1" }, { confidence: "medium" }]) {
      const all = ticketListQuerySchema.parse({ repeats: "once", ...query });
      const wanted = (await listTickets(home.database, all)).items.map(({ id }) => id);
      const paged: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const asked = { repeats: "once", limit: "1", ...query, ...(cursor ? { cursor } : {}) };
        const page = await listTickets(home.database, ticketListQuerySchema.parse(asked));
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(wanted);
    }
  });

  test("with a filter the newest report that matches stands for all", async () => {
    expect((await once({ source: "mail" })).rows).toEqual([[made[1], 3]]);
    expect((await once({ to: "2030-02-01T10:03:00Z" })).rows.map(([id]) => id)).toEqual([made[2], made[1]]);
  });

  test("its own list has every report", async () => {
    const query = ticketListQuerySchema.parse({ incident: "storm", repeats: "once" });
    expect((await listTickets(home.database, query)).items.map(({ id }) => id)).toEqual([
      made[3],
      made[1],
      made[0],
    ]);
  });

  test("those of a request are told each, whatever else came of their incident", async () => {
    const requestId = "req_01jd4m3y8ze0xv6t8k1w2q9f5c";
    const given = { requestId, service: "quay" };
    const twice = [await report(40, "flood", given), await report(41, "flood", given)];
    const of = async (request: string) => {
      const query = ticketListQuerySchema.parse({ request, repeats: "once" });
      return (await listTickets(home.database, query)).items.map(({ id }) => id);
    };
    expect(await of(requestId)).toEqual(twice.toReversed());
    expect(await of("req_01jd4m3y8ze0xv6t8k1w2q9f5d")).toEqual([]);
  });

  test("a band of confidence is a filter", async () => {
    expect((await once({ confidence: "medium" })).rows).toHaveLength(3);
    expect((await once({ confidence: "low,high" })).rows).toEqual([]);
  });
});

test("tickets are found by who sent them and by what read their cards", async () => {
  const createdAt = new Date(Date.now() - 60_000);
  const input = newTriage({
    ticket: {
      id: idAt("tkt", createdAt.getTime(), 1),
      actor: { type: "api_key", id: "key_pager", team: "sre" },
    },
    triage: {
      origin: {
        path: "model",
        degraded: false,
        degradedReason: null,
        tier: "cheap",
        model: "openai:small",
        promptVersion: "abc",
        policyVersion: "pol_1",
        simulated: false,
      },
    },
    createdAt,
  });
  await storeTriage(home.database, { ...input, createdAt });
  const typed = newTriage({
    ticket: {
      id: idAt("tkt", createdAt.getTime(), 2),
      actor: { type: "user", id: "usr_agent", team: null },
    },
    createdAt,
  });
  await storeTriage(home.database, { ...typed, createdAt });
  const idsOf = async (query: object) => {
    const { items } = await listTickets(home.database, ticketListQuerySchema.parse(query));
    return items.map(({ id }) => id);
  };
  const only = [input.ticket.id];
  for (const query of [
    { team: "sre" },
    { key: "key_pager" },
    { model: "openai:small", tier: "cheap", prompt: "abc", policy: "pol_1" },
  ])
    expect(await idsOf(query)).toEqual(only);
  for (const query of [{ team: "(none)" }, { key: "(none)" }, { model: "(none)" }, { tier: "(none)" }]) {
    const found = await idsOf(query);
    expect(found).toContain(typed.ticket.id);
    expect(found).not.toContain(input.ticket.id);
  }
  for (const query of [
    { team: "ops" },
    { key: "key_other" },
    { model: "openai:small", tier: "strong" },
    { model: "openai:small", to: "2026-01-01T00:00:00Z", from: "2025-01-01T00:00:00Z" },
  ])
    expect(await idsOf(query)).toEqual([]);
});
