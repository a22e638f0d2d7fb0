import { afterAll, beforeAll, expect, test } from "vitest";
import { ticketPageSchema } from "#lib/contracts/tickets.ts";
import { triageSchema } from "#lib/contracts/triage.ts";
import { type GatewayProcess, startGateway, temporaryDirectory } from "./gateway-process.ts";
import { startSharedPostgres } from "./shared-postgres.ts";

let homes: Awaited<ReturnType<typeof temporaryDirectory>>[];
let postgres: Awaited<ReturnType<typeof startSharedPostgres>>;
let replicas: GatewayProcess[];

beforeAll(async () => {
  homes = await Promise.all([temporaryDirectory(), temporaryDirectory(), temporaryDirectory()]);
  const [database, ...directories] = homes.map((home) => home.directory);
  postgres = await startSharedPostgres(database ?? "");
  const shared = {
    DATABASE_URL: postgres.url,
    AUTH_SECRET: "a secret that both replicas share, long enough",
  };
  replicas = await Promise.all(directories.map((DATA_DIR) => startGateway({ ...shared, DATA_DIR })));
});
afterAll(async () => {
  await Promise.all(replicas?.map((replica) => replica.stop()) ?? []);
  await postgres?.stop();
  await Promise.all(homes?.map((home) => home.remove()) ?? []);
});

const [first, second] = [0, 1].map((index) => () => {
  const replica = replicas[index];
  if (!replica) throw new Error("not started");
  return replica;
});

test("two servers started at once on one empty database both answer, and share what they know", async () => {
  if (!first || !second) throw new Error("not started");
  const key = await first().createKey();
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const body = JSON.stringify({
    text: "ORA-00060: deadlock detected while waiting for resource in INVOICES",
  });
  const post = async (replica: GatewayProcess) => {
    const response = await fetch(`${replica.url}/api/v1/triage`, { method: "POST", headers, body });
    expect(response.status).toBe(200);
    return triageSchema.parse(await response.json());
  };

  const original = await post(first());
  const repeated = await post(second());
  expect(original.origin.path).toBe("rules");
  expect(repeated).toMatchObject({
    card: original.card,
    origin: { path: "cache" },
    occurrences: 2,
    duplicateOf: original.id,
    usage: { modelCalls: 0, costUsd: 0 },
  });
  const listed = await fetch(`${first().url}/api/v1/tickets?path=cache`, { headers });
  const { items } = ticketPageSchema.parse(await listed.json());
  expect(items.map((item) => item.id)).toEqual([repeated.ticketId]);
});

test("a live feed on one replica hears of a ticket posted to the other", async () => {
  if (!first || !second) throw new Error("not started");
  const key = await first().createKey();
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const leaving = new AbortController();
  const feed = await fetch(`${second().url}/api/v1/events`, { headers, signal: leaving.signal });
  expect(feed.headers.get("content-type")).toContain("text/event-stream");
  const posted = await fetch(`${first().url}/api/v1/triage`, {
    method: "POST",
    headers,
    body: JSON.stringify({ text: "Kafka consumer group payments lags 2 million messages behind" }),
  });
  const { ticketId } = triageSchema.parse(await posted.json());
  let heard = "";
  const decoder = new TextDecoder();
  for await (const chunk of feed.body ?? []) {
    heard += decoder.decode(chunk, { stream: true });
    if (heard.includes(ticketId)) break;
  }
  leaving.abort();
  expect(heard).toContain("event: triage.completed");
});
