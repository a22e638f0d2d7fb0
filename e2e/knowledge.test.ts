import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  knowledgeStatusSchema,
  relatedTicketsSchema,
  runbookImportAnswerSchema,
  runbookPageSchema,
  runbookSchema,
  runbookSearchAnswerSchema,
} from "#lib/contracts/runbooks.ts";
import { ticketPageSchema } from "#lib/contracts/tickets.ts";
import { triageSchema } from "#lib/contracts/triage.ts";
import { type GatewayProcess, runCommand, startGateway, temporaryDirectory } from "./gateway-process.ts";

let home: Awaited<ReturnType<typeof temporaryDirectory>>;
let gateway: GatewayProcess;
let key: string;
let adminKey: string;
let shelf: string;

const runbook = (name: string, meaning: string, diagnosis: string) =>
  `# ${name}\n\n## Meaning\n\n${meaning}\n\n## Diagnosis\n\n${diagnosis}\n`;

beforeAll(async () => {
  home = await temporaryDirectory();
  shelf = path.join(home.directory, "shelf");
  await mkdir(path.join(shelf, "platform"), { recursive: true });
  const put = (file: string, text: string) => writeFile(path.join(shelf, file), text);
  await put(
    "platform/LedgerReplicaLags.md",
    runbook(
      "LedgerReplicaLags",
      "The replica of the ledger lags behind its primary.",
      "Read `pg_stat_replication`.",
    ),
  );
  await put(
    "platform/VolumeNearlyFull.md",
    runbook("VolumeNearlyFull", "A volume has little space left.", "Find the directory that grows."),
  );
  gateway = await startGateway({ DATA_DIR: path.join(home.directory, "data"), TRIAGE_RUNBOOKS_DIR: shelf });
  [key, adminKey] = await Promise.all([gateway.createKey(), gateway.createKey("admin")]);
});
afterAll(async () => {
  await gateway?.stop();
  await home?.remove();
});

const call = (address: string, body?: unknown, secret = key) =>
  fetch(`${gateway.url}${address}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
  });

const json = async (response: Response): Promise<unknown> => {
  expect(response.status).toBe(200);
  return await response.json();
};

const alert = (time: string, host: string) =>
  `[FIRING:1] LedgerReplicaLags (${host} blue-1)\n - alertname = LedgerReplicaLags\n - cluster = blue-1\n - description = The replica lags 310 seconds behind.\nStartsAt = 2026-02-03T${time}:00Z`;

test("a folder comes onto the shelf, and again only where it changed", async () => {
  const resync = async () =>
    runbookImportAnswerSchema.parse(await json(await call("/api/v1/knowledge/resync", {}, adminKey)));
  expect(await resync()).toMatchObject({ added: 2, unchanged: 0, source: "shelf" });
  await writeFile(path.join(shelf, "New.md"), "# New\ntext");
  await rm(path.join(shelf, "platform/VolumeNearlyFull.md"));
  expect(await resync()).toMatchObject({ added: 1, removed: 1, unchanged: 1 });
  const listed = runbookPageSchema.parse(await json(await call("/api/v1/runbooks?limit=1")));
  expect(listed.items.map(({ id }) => id)).toEqual(["New"]);
  const next = await json(await call(`/api/v1/runbooks?limit=1&cursor=${listed.nextCursor}`));
  expect(runbookPageSchema.parse(next)).toMatchObject({
    items: [{ id: "platform/LedgerReplicaLags" }],
    nextCursor: null,
  });
});

test.each(["platform/LedgerReplicaLags", "platform%2FLedgerReplicaLags"])(
  "%s can be read",
  async (address) => {
    const found = runbookSchema.parse(await json(await call(`/api/v1/runbooks/${address}`)));
    expect(found.sections.map(({ path: headings }) => headings.at(-1))).toEqual(["Meaning", "Diagnosis"]);
  },
);

test("a triage points to its runbook, cites it in a step, and keeps it", async () => {
  const triage = triageSchema.parse(
    await json(await call("/api/v1/triage", { text: alert("10:00", "pg-1") })),
  );
  expect(triage.runbooks[0]).toMatchObject({ id: "platform/LedgerReplicaLags", section: "Diagnosis" });
  expect(triage.card?.steps[1]).toContain("LedgerReplicaLags");
  expect(new Set(triage.card?.steps).size).toBe(3);
  const read = triageSchema.parse(await json(await call(`/api/v1/triage/${triage.id}`)));
  expect(read.runbooks).toEqual(triage.runbooks);
  const used = runbookPageSchema.parse(await json(await call("/api/v1/runbooks")));
  expect(used.items.find(({ id }) => id === "platform/LedgerReplicaLags")?.usedBy).toBe(1);
});

test("the same alert from another machine is pointed to as a probable duplicate and judged for itself", async () => {
  const chat =
    ":rotating_light: LedgerReplicaLags is firing since 10:09 UTC\n*Ledger replica lags (pg-7)*\ncluster=blue-1";
  const triage = triageSchema.parse(await json(await call("/api/v1/triage", { text: chat })));
  expect(triage.origin.path).toBe("rules");
  const { items } = relatedTicketsSchema.parse(await json(await call(`/api/v1/triage/${triage.id}/related`)));
  expect(items[0]).toMatchObject({
    relation: "probable_duplicate",
    severity: expect.stringMatching(/^P\d$/),
  });
});

test("a removed runbook is cited no more, can be read where it was, and is restored; its tickets are listed", async () => {
  const id = "platform/LedgerReplicaLags";
  const change = async (what: "remove" | "restore") =>
    runbookSchema.parse(await json(await call(`/api/v1/knowledge/${what}`, { id }, adminKey)));
  expect((await call("/api/v1/knowledge/remove", { id })).status).toBe(403);
  expect((await change("remove")).removed).toMatchObject({ by: expect.any(String) });
  // The card of the same incident is reused, without the runbook.
  const unaided = triageSchema.parse(
    await json(await call("/api/v1/triage", { text: alert("11:00", "pg-2") })),
  );
  expect(unaided.origin.path).toBe("cache");
  expect(unaided.card?.steps.join()).not.toContain("Follow runbook");
  expect(unaided.runbooks.map((each) => each.id)).not.toContain(id);
  const read = runbookSchema.parse(await json(await call(`/api/v1/runbooks/${id}`)));
  expect(read.sections).toHaveLength(2);
  const { items } = ticketPageSchema.parse(
    await json(await call(`/api/v1/tickets?runbook=${encodeURIComponent(id)}`)),
  );
  expect(items).toHaveLength(read.usedBy);
  expect(items.map(({ triageId }) => triageId)).not.toContain(unaided.id);
  expect((await change("restore")).removed).toBeNull();
  expect((await call("/api/v1/knowledge/restore", { id }, adminKey)).status).toBe(404);
});

test("what keeps coming in without a runbook is named", async () => {
  const text = "Checkout answers 502 to all customers, nobody can pay";
  for (let times = 0; times < 3; times++) await call("/api/v1/triage", { text });
  const { withoutRunbook, runbooks } = knowledgeStatusSchema.parse(
    await json(await call("/api/v1/knowledge")),
  );
  expect(runbooks).toBe(2);
  expect(withoutRunbook[0]).toMatchObject({ title: text, tickets: 3 });
});

test("a search explains itself and offers nothing for a text without trouble", async () => {
  const search = async (text: string) =>
    runbookSearchAnswerSchema.parse(await json(await call("/api/v1/knowledge/search", { text })));
  const [best] = (await search("our ledger's replica is 20 minutes behind the primary")).hits;
  expect(best).toMatchObject({ id: "platform/LedgerReplicaLags", offered: true });
  expect(best?.because.length).toBeGreaterThan(0);
  expect((await search("Thank you for the nice lunch")).hits.filter(({ offered }) => offered)).toEqual([]);
});

test.each([
  ["an agent's key", { runbooks: [{ id: "a", markdown: "x" }] }, () => key, 403],
  [
    "an id that leads out of the shelf",
    { runbooks: [{ id: "../etc/passwd", markdown: "x" }] },
    () => adminKey,
    422,
  ],
  ["the same id twice", { runbooks: [1, 2].map(() => ({ id: "a", markdown: "x" })) }, () => adminKey, 422],
  ["nothing", { runbooks: [] }, () => adminKey, 422],
  [
    "a runbook that is too long",
    { runbooks: [{ id: "a", markdown: "x".repeat(200_001) }] },
    () => adminKey,
    422,
  ],
])("an upload of %s is refused", async (_, body, secret, status) => {
  expect((await call("/api/v1/knowledge/import", body, secret())).status).toBe(status);
});

test.each([
  ["/api/v1/runbooks/no/such/runbook", 404],
  ["/api/v1/runbooks/%00", 422],
  ["/api/v1/runbooks/..%2F..%2Fetc", 422],
  ["/api/v1/runbooks?cursor=!", 422],
  [`/api/v1/triage/tri_${"0".repeat(26)}/related`, 404],
])("%s answers %i", async (address, status) => {
  expect((await call(address)).status).toBe(status);
});

test("the command imports a folder while the server runs, and says what cannot be read", async () => {
  const { stdout } = await runCommand(
    "runbooks",
    ["import", shelf, "--source", "by-hand"],
    gateway.environment,
  );
  expect(stdout).toBe("2 added, 0 changed, 0 removed, 0 unchanged\n");
  const wrong = runCommand("runbooks", ["import", path.join(shelf, "missing")], gateway.environment);
  await expect(wrong).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("cannot be read as a folder"),
  });
});
