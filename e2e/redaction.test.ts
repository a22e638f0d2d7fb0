import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reviewDecisionsSchema } from "#lib/contracts/reviews.ts";
import { ticketPageSchema } from "#lib/contracts/tickets.ts";
import { traceSchema } from "#lib/contracts/trace.ts";
import { type Triage, triageDetailSchema, triageSchema } from "#lib/contracts/triage.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { startCallbackReceiver } from "./callback-receiver.ts";
import { type GatewayProcess, runCommand, startGateway, temporaryDirectory } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";
import { readMetrics } from "./read-metrics.ts";
import { sensitiveItems } from "./redaction-corpus.ts";
import { startSharedPostgres } from "./shared-postgres.ts";

const items = sensitiveItems(20_260_301);
/** Secrets that have no form of their own, in places where nothing but the place makes them one. */
const opaque = {
  requestId: "hR9vKq27ZtPmXw41LbNd",
  callbackQuery: "Wq8zLm3RtY6vBn1KpXs4",
  callbackPath: "T7hGf2DsJ9kLq5WmZx0C",
  callbackUser: "Nb4VcX8zAs1DfG6hJk3Q",
};
/** Three digits of a card stand in other numbers by chance. */
const values = [...items.map(({ value }) => value), ...Object.values(opaque)].filter(
  (value) => value.length > 4,
);

let homes: Awaited<ReturnType<typeof temporaryDirectory>>[];
let database: Awaited<ReturnType<typeof startSharedPostgres>>;
let simulator: Simulator;
let gateway: GatewayProcess;
let key: string;
let adminKey: string;
/** Everything the server said over HTTP, its headers included. */
const answers: string[] = [];
const triages: Triage[] = [];

beforeAll(async () => {
  homes = await Promise.all([temporaryDirectory(), temporaryDirectory()]);
  const [databaseHome, serverHome] = homes.map(({ directory }) => directory);
  [database, simulator] = await Promise.all([startSharedPostgres(databaseHome ?? ""), startSimulator()]);
  gateway = await startGateway({
    DATABASE_URL: database.url,
    DATA_DIR: serverHome ?? "",
    LOG_LEVEL: "debug",
    TRIAGE_CHEAP_MODELS: "compatible:simulated",
    COMPATIBLE_BASE_URL: `${simulator.url}/v1`,
  });
  [key, adminKey] = await Promise.all([
    gateway.createKey("triage:write,triage:read,metrics:read,stats:read,review:write"),
    gateway.createKey("admin"),
  ]);
  await sendEverything();
});
afterAll(async () => {
  await gateway?.stop();
  await Promise.all([simulator?.close(), database?.stop()]);
  await Promise.all(homes?.map((home) => home.remove()) ?? []);
});

async function ask(address: string, headers: Record<string, string> = {}, body?: unknown): Promise<Response> {
  const response = await fetch(`${gateway.url}${address}`, {
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
  answers.push(JSON.stringify([...response.headers]), await response.clone().text());
  return response;
}

/** Each item once in every place that a caller fills: text, metadata, the short fields, and what goes beside a body. */
async function sendEverything(): Promise<void> {
  for (const { name, value, text, isSelfEvident } of items) {
    const isShort = text.length <= 200 && !/[^\x20-\x7e]/.test(text);
    const triage = await ask(
      "/api/v1/triage",
      {
        "x-request-id": isSelfEvident ? value.replace(/[^\w.-]/g, "").slice(0, 64) : "run-17",
        "idempotency-key": encodeURIComponent(value),
      },
      {
        text,
        metadata: { [name]: { notes: [text, "nothing here"], [text.slice(0, 100)]: true } },
        ...(isShort ? { source: text, service: text, externalId: text } : {}),
      },
    );
    expect(triage.status, name).toBe(200);
    triages.push(triageSchema.parse(await triage.json()));
    const refused = await ask("/api/v1/triage", {}, { text: "x", [text.slice(0, 150)]: 1 });
    expect(refused.status, name).toBe(422);
  }
}

const foundIn = (written: string) => {
  // As it is, and as JSON, a URL and a quoted field of a dump would write it.
  const forms = (value: string) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)];
  return values.filter((value) => forms(value).some((form) => written.includes(form)));
};

test("the corpus is whole, and every item was answered by the model", () => {
  expect(items.length).toBeGreaterThanOrEqual(150);
  expect(triages).toHaveLength(items.length);
  expect(triages.filter(({ origin }) => origin.degraded)).toEqual([]);
});

/** Runs last among those that ask models: the simulator keeps the requests of all of them. */
function sentToProvider(): string {
  return JSON.stringify(simulator.calls());
}

test("no value was sent to the provider", () => {
  const requests = sentToProvider();
  expect(requests).toContain("[email-1]");
  expect(foundIn(requests)).toEqual([]);
});

test("no value of a runbook is on the shelf, and none is shown to the provider", async () => {
  const pasted = items.map(({ name, text }) => `### ${name}\n\n${text}`).slice(0, 12);
  const markdown = ["# ValveSticksOpen", "## Mitigation", "Close the valve by hand.", ...pasted].join("\n\n");
  const upload = { source: "wiki", runbooks: [{ id: "plant/ValveSticksOpen", markdown }] };
  const admin = { authorization: `Bearer ${adminKey}` };
  expect(await (await ask("/api/v1/knowledge/import", admin, upload)).json()).toMatchObject({ added: 1 });
  const text = "[FIRING:1] ValveSticksOpen (plant-a): the valve sticks open, close the valve by hand";
  const triage = triageSchema.parse(await (await ask("/api/v1/triage", {}, { text })).json());
  expect(triage.runbooks.map(({ id }) => id)).toContain("plant/ValveSticksOpen");
  await ask("/api/v1/runbooks/plant/ValveSticksOpen");
  const requests = sentToProvider();
  expect(requests).toContain("ValveSticksOpen");
  expect(requests).toContain("Close the valve by hand.");
  expect(foundIn(requests)).toEqual([]);
});

test("no value that a reviewer wrote is kept", async () => {
  // Nobody can ask for a review of one that waits for it already.
  const triage = triages.find((one) => one.review.state === "none");
  const review = `/api/v1/reviews/${triage?.id}`;
  const [forRequest, forReason, forSummary] = items.filter(
    ({ text }) => text.length < 200 && !text.includes("\n"),
  );
  expect((await ask(`${review}/request`, {}, { reason: forRequest?.text })).status).toBe(200);
  expect((await ask(`${review}/claim`, {}, {})).status).toBe(200);
  const correction = {
    action: "correct",
    card: { severity: triage?.card?.severity === "P3" ? "P2" : "P3", summary: `${forSummary?.text}` },
    reason: forReason?.text,
  };
  expect((await ask(`${review}/decision`, {}, correction)).status).toBe(200);
  const { items: decisions } = reviewDecisionsSchema.parse(await (await ask(`${review}/decisions`)).json());
  expect(decisions.at(-1)?.reason).toMatch(/\[[a-z-]+-1\]/);
  expect(foundIn(JSON.stringify(decisions))).toEqual([]);
});

test("a request id that may be a secret is not taken over", async () => {
  const response = await ask(
    "/api/v1/triage",
    { "x-request-id": opaque.requestId },
    { text: "The lift is stuck" },
  );
  expect(response.headers.get("x-request-id")).toMatch(/^req_/);
});

test("no value is in an answer, a list, a ticket, a trace, a problem or a header", async () => {
  for (const { id, ticketId } of triages.slice(0, 60)) {
    triageDetailSchema.parse(await (await ask(`/api/v1/tickets/${ticketId}`)).json());
    traceSchema.parse(await (await ask(`/api/v1/triage/${id}/trace`)).json());
  }
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Response = await ask(`/api/v1/tickets?limit=100${cursor ? `&cursor=${cursor}` : ""}`);
    cursor = ticketPageSchema.parse(await page.json()).nextCursor;
  }
  expect(foundIn(answers.join("\n"))).toEqual([]);
});

test("no value is in the live events", async () => {
  const stop = new AbortController();
  const stream = await fetch(`${gateway.url}/api/v1/events`, {
    headers: { authorization: `Bearer ${key}` },
    signal: stop.signal,
  });
  const last = "last item for the events, disk of db-9 is full, reported by jane.orchid@example.com";
  const sent = triageSchema.parse(await (await ask("/api/v1/triage", {}, { text: last })).json());
  let heard = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream.body ?? []) {
    heard += decoder.decode(chunk, { stream: true });
    if (heard.includes(sent.ticketId)) break;
  }
  stop.abort();
  expect(heard).toContain("[email-1]");
  expect(heard).not.toContain("jane.orchid");
  expect(foundIn(heard)).toEqual([]);
});

test("no value is in a webhook", async () => {
  const { stdout: secret } = await runCommand("webhooks", ["secret"], gateway.environment);
  const receiver = await startCallbackReceiver(secret.trim());
  try {
    const sent = items.slice(0, 40);
    const callbackUrl = `${receiver.url}/${opaque.callbackPath}?token=${opaque.callbackQuery}`;
    for (const { text } of sent) {
      const body = { text: `Sent again for the webhook: ${text}`, callbackUrl };
      expect((await ask("/api/v1/triage", { prefer: "respond-async" }, body)).status).toBe(202);
    }
    const withUser = `https://svc:${opaque.callbackUser}@hooks.example.com/done`;
    expect((await ask("/api/v1/triage", {}, { text: "x", callbackUrl: withUser })).status).toBe(422);
    await expect.poll(() => receiver.received.length, { timeout: patienceMs }).toBe(sent.length);
    const heard = JSON.stringify(receiver.received);
    expect(heard).toContain("triage.completed");
    expect(foundIn(heard)).toEqual([]);
    // They arrived, so that the address is known where it is needed; everywhere else it is masked.
    const deliveries = await ask("/api/v1/webhooks/deliveries", { authorization: `Bearer ${adminKey}` });
    const listed = await deliveries.text();
    expect(listed).toContain("/done/…?…");
    expect(foundIn(listed)).toEqual([]);
  } finally {
    await receiver.close();
  }
});

test("no value, no key and no text is in the metrics", async () => {
  const { text, sum } = await readMetrics([gateway.url], key);
  expect(sum("triage_redacted_values_total", { kind: "email" })).toBeGreaterThan(0);
  expect(text).not.toContain("nothing here");
  expect(text).not.toContain(key);
  expect(foundIn(text)).toEqual([]);
});

test("no value is in the journal while the database is away, and the callback is made nevertheless", async () => {
  const { stdout: secret } = await runCommand("webhooks", ["secret"], gateway.environment);
  const receiver = await startCallbackReceiver(secret.trim());
  const journal = path.join(homes[1]?.directory ?? "", "journal");
  try {
    await database.stop();
    const callbackUrl = `${receiver.url}/${opaque.callbackPath}?token=${opaque.callbackQuery}`;
    const texts = items.slice(0, 20).map(({ text }) => `Sent while the database is away: ${text}`);
    for (const text of texts) {
      const answer = triageSchema.parse(
        await (await ask("/api/v1/triage", {}, { text, callbackUrl })).json(),
      );
      expect(answer.origin.degradedReason).toBe("database");
    }
    const names = await readdir(journal);
    const written = await Promise.all(names.map((name) => readFile(path.join(journal, name), "utf8")));
    expect(written.join("").trim().split("\n")).toHaveLength(texts.length);
    expect(foundIn(written.join(""))).toEqual([]);
    await database.start();
    await expect
      .poll(() => receiver.received.length, { timeout: patienceMs, interval: 250 })
      .toBe(texts.length);
    expect(receiver.received.every(({ message }) => message.type === "triage.replaced")).toBe(true);
    expect(await readdir(journal)).toEqual([]);
  } finally {
    await receiver.close();
  }
});

test("no value is in the database, in any table", async () => {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ name: string }[]>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
    const rows = await Promise.all(
      tables.map(
        async ({ name }) => sql<{ row: string }[]>`select t::text as row from ${sql.unsafe(name)} t`,
      ),
    );
    const dump = rows.flatMap((table) => table.map(({ row }) => row)).join("\n");
    expect(dump).toContain("[email-1]");
    expect(foundIn(dump)).toEqual([]);
  } finally {
    await sql.end();
  }
});

test("no value, no key and no text is in what the server printed, at level debug", () => {
  const printed = gateway.output();
  expect(printed).toContain("triaged");
  expect(printed).not.toContain(key);
  expect(printed).not.toContain("nothing here");
  expect(foundIn(printed)).toEqual([]);
});

test("a reader still sees what a ticket is about, and how much was removed", async () => {
  const text =
    "Since 10:02 jane@example.com cannot pay: postgres://app:hunter2x@db-1.internal:5432/shop refuses, see 10.2.3.4";
  const triage = triageSchema.parse(await (await ask("/api/v1/triage", {}, { text })).json());
  const detail = triageDetailSchema.parse(await (await ask(`/api/v1/tickets/${triage.ticketId}`)).json());
  expect(detail.ticket.text).toBe(
    "Since 10:02 [email-1] cannot pay: postgres://app:[password-1]@db-1.internal:5432/shop refuses, see 10.2.3.4",
  );
  expect(detail.ticket.removed).toEqual({ email: 1, password: 1 });
});
