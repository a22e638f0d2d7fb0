import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storeTriage } from "#db/queries/store-triage.ts";
import { listTickets } from "#db/queries/tickets.ts";
import { createTestDatabase, newTriage, type TestDatabase } from "#db/testing.ts";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import { ticketListQuerySchema } from "#lib/contracts/tickets.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import { testActor, testContext } from "#lib/services/testing.ts";
import { findRunbooks, quoteSections } from "./find-runbooks.ts";
import {
  importRunbookFolder,
  importUploadedRunbooks,
  removeRunbook,
  restoreRunbook,
  resyncRunbooks,
} from "./import-runbooks.ts";
import { getKnowledgeStatus, getRunbook, listRunbooks, searchRunbooks } from "./runbooks.ts";

let home: TestDatabase;
let folder: string;
const ctx = () => ({
  ...testContext({ database: home.database, jobs: { add: async () => {} }, simulatorUrl: null }),
  actor: testActor,
});

const shelf: Record<string, string> = {
  "storage/VolumeNearlyFull.md":
    "---\ntitle: Volume nearly full\n---\n# VolumeNearlyFull\n## Meaning\nA data volume has little space left.\n## Diagnosis\nRun `df -h` and find the directory that grows.\n## Mitigation\nExtend the volume.",
  "mail/QueueGrows.md":
    "# QueueGrows\n## Meaning\nMail is not delivered; the queue of the relay grows.\n## Diagnosis\nRead `mailq`.",
  "team__CertificateEnds.md":
    "# CertificateEnds\n## Meaning\nA TLS certificate expires soon.\n## Mitigation\nRenew it.",
};

beforeAll(async () => {
  home = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "runbooks-"));
  for (const [name, markdown] of Object.entries(shelf)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), markdown);
  }
});
afterAll(async () => {
  await home.drop();
  await rm(folder, { recursive: true, force: true });
});

test("a folder is imported with its subfolders, and imported again only where it changed", async () => {
  await mkdir(path.join(folder, ".git"));
  await writeFile(path.join(folder, ".git/NOTES.md"), "# not a runbook");
  await writeFile(path.join(folder, "huge.md"), "x".repeat(2_000_000));
  await symlink(path.join(folder, "mail"), path.join(folder, "loop"));
  const first = await importRunbookFolder(ctx(), folder, "docs");
  expect(first).toMatchObject({
    source: "docs",
    added: 3,
    refused: [{ file: "huge.md", reason: "is over 1 MiB" }],
  });
  await rm(path.join(folder, "huge.md"));
  await writeFile(path.join(folder, "mail/QueueGrows.md"), `${shelf["mail/QueueGrows.md"]}\nThen flush it.`);
  expect(await importRunbookFolder(ctx(), folder, "docs")).toMatchObject({
    changed: 1,
    unchanged: 2,
    removed: 0,
  });
  const page = await listRunbooks(ctx(), { limit: 2 });
  expect(page.items.map(({ id }) => id)).toEqual(["mail/QueueGrows", "storage/VolumeNearlyFull"]);
  const rest = await listRunbooks(ctx(), { limit: 2, cursor: page.nextCursor ?? "" });
  expect(rest).toMatchObject({ items: [{ id: "team/CertificateEnds" }], nextCursor: null });
});

test.each([
  ["[FIRING:1] VolumeNearlyFull (db-4)", "storage/VolumeNearlyFull"],
  ["VolumNearlyFul on db-4", "storage/VolumeNearlyFull"],
  ["ENOSPC: no space left on device, the data volume of the shop is full", "storage/VolumeNearlyFull"],
  ["customers wait for their mails since noon, the relay's queue is at 40000", "mail/QueueGrows"],
  ["our TLS cert runs out on Friday", "team/CertificateEnds"],
])("%j finds %s", async (text, id) => {
  const [best] = await findRunbooks(ctx(), text);
  expect(best?.id).toBe(id);
});

test.each(["How do I change my signature?", "The button is blue and should be green", "…", "🙂"])(
  "nothing is offered for %j",
  async (text) => {
    expect(await findRunbooks(ctx(), text)).toEqual([]);
  },
);

test("a match points to the section that says what to do, and its text can be quoted", async () => {
  const matches = await findRunbooks(ctx(), "[FIRING:1] VolumeNearlyFull: which directory grows?");
  expect(matches[0]).toMatchObject({ title: "Volume nearly full", section: "Diagnosis", sectionOrdinal: 1 });
  expect(await quoteSections(ctx(), matches.slice(0, 1))).toEqual([
    { runbook: "Volume nearly full", section: "Diagnosis", text: expect.stringContaining("df -h") },
  ]);
});

test("no secret comes onto the shelf, and nothing comes onto it or is quoted when that cannot be checked", async () => {
  const markdown = "# PumpStalls\n## Mitigation\nAsk jane@example.com, log in with password: Tr0ub4dor&3x.";
  const request = { source: "pumps", runbooks: [{ id: "PumpStalls", markdown }] };
  const failing = { ...ctx(), redact: () => Promise.reject(new Error("no")) };
  expect(await importUploadedRunbooks(failing, request)).toMatchObject({
    added: 0,
    refused: [{ file: "PumpStalls", reason: "could not be checked for secrets" }],
  });
  await importUploadedRunbooks(ctx(), request);
  const redacted = "Ask [email-1], log in with password: [password-1].";
  expect((await getRunbook(ctx(), "PumpStalls")).sections.at(-1)?.text).toBe(redacted);
  const matches = (await findRunbooks(ctx(), "[FIRING:1] PumpStalls")).slice(0, 1);
  expect((await quoteSections(ctx(), matches))[0]?.text).toBe(redacted);
  await expect(quoteSections(failing, matches)).rejects.toThrow("no");
});

test("a search says which words speak for a runbook", async () => {
  const { hits } = await searchRunbooks(ctx(), { text: "queue of mail", limit: 1 });
  expect(hits).toMatchObject([
    { id: "mail/QueueGrows", because: expect.arrayContaining([{ word: "queue", by: null }]) },
  ]);
});

test("an upload adds and replaces, and takes nothing away", async () => {
  const upload = (markdown: string) =>
    importUploadedRunbooks(ctx(), { source: "upload", runbooks: [{ id: "Paged", markdown }] });
  const before = await getKnowledgeStatus(ctx(), null);
  expect(await upload("# Paged\nfirst")).toMatchObject({ added: 1, removed: 0 });
  expect(await upload("# Paged\nsecond")).toMatchObject({ changed: 1, removed: 0 });
  expect((await getRunbook(ctx(), "Paged")).sections).toEqual([
    { ordinal: 0, path: ["Paged"], text: "second" },
  ]);
  const { sources, runbooks } = await getKnowledgeStatus(ctx(), null);
  expect(runbooks).toBe(before.runbooks + 1);
  expect(sources.map(({ source }) => source).sort()).toEqual(
    [...before.sources.map(({ source }) => source), "upload"].sort(),
  );
});

test("a sync names what came, changed and went, with the commit it was read from", async () => {
  const home2 = await mkdtemp(path.join(tmpdir(), "synced-"));
  try {
    const write = (name: string, text: string) => writeFile(path.join(home2, name), text);
    await write("stays.md", "# SyncedStays\nIt stays.");
    await write("goes.md", "# SyncedGoes\n## Steps\nTurn the valve of the quarry pump.");
    await importRunbookFolder(ctx(), home2, "synced");
    await mkdir(path.join(home2, ".git"));
    await write(".git/HEAD", "ref: refs/heads/main\n");
    await write(".git/packed-refs", `${"a".repeat(40)} refs/heads/main\n`);
    await write("stays.md", "# SyncedStays\nIt stays, in other words.");
    await write("comes.md", "# SyncedComes\nIt comes.");
    await rm(path.join(home2, "goes.md"));
    const checkout = { commit: "a".repeat(40), branch: "main" };
    expect(await importRunbookFolder(ctx(), home2, "synced")).toMatchObject({
      ...checkout,
      changes: { added: ["comes"], changed: ["stays"], removed: ["goes"] },
    });
    expect(await getRunbook(ctx(), "comes")).toMatchObject({ ...checkout, isFolder: true, removed: null });
    const { sources, removed } = await getKnowledgeStatus(ctx(), null);
    expect(sources.find(({ source }) => source === "synced")).toMatchObject(checkout);
    expect(removed).toMatchObject([{ id: "goes", source: "synced", by: testActor.name }]);
    const { items } = await listAudit(ctx(), auditQuerySchema.parse({ subject: "synced" }));
    expect(items[0]?.after).toMatchObject({ ...checkout, added: 1 });

    // A card that cites it leads to what it said.
    expect(await getRunbook(ctx(), "goes")).toMatchObject({
      title: "SyncedGoes",
      removed: { by: testActor.name },
      sections: [{ ordinal: 0, text: "Turn the valve of the quarry pump." }],
    });
    await write("goes.md", "# SyncedGoes\nIt is back.");
    await importRunbookFolder(ctx(), home2, "synced");
    expect((await getRunbook(ctx(), "goes")).removed).toBeNull();
    expect((await getKnowledgeStatus(ctx(), null)).removed).toEqual([]);
  } finally {
    await rm(home2, { recursive: true, force: true });
  }
});

test("a removed runbook is offered no more, can be read, and comes back as it was", async () => {
  const markdown =
    "# FountainDry\n## Meaning\nThe fountain is dry.\n## Mitigation\nOpen the sluice of the weir.";
  await importUploadedRunbooks(ctx(), { source: "parks", runbooks: [{ id: "parks/FountainDry", markdown }] });
  const ticket = "[FIRING:1] FountainDry: the fountain is dry";
  const before = await getRunbook(ctx(), "parks/FountainDry");
  const [match] = await findRunbooks(ctx(), ticket);
  if (match?.id !== "parks/FountainDry") throw new Error("It is found.");
  const cited = newTriage({ runbooks: [match], createdAt: new Date() });
  await storeTriage(home.database, cited);
  const elsewhere = newTriage({ createdAt: new Date() });
  await storeTriage(home.database, elsewhere);

  await removeRunbook(ctx(), "parks/FountainDry");
  expect((await findRunbooks(ctx(), ticket)).map(({ id }) => id)).not.toContain("parks/FountainDry");
  const removed = await getRunbook(ctx(), "parks/FountainDry");
  expect(removed).toMatchObject({
    sections: before.sections,
    removed: { by: testActor.name },
    usedBy: 1,
    title: "FountainDry",
  });
  await expect(removeRunbook(ctx(), "parks/FountainDry")).rejects.toMatchObject({ code: "not_found" });
  const pointing = ticketListQuerySchema.parse({ runbook: "parks/FountainDry", repeats: "once" });
  const listed = async (query: object = {}) =>
    (await listTickets(home.database, { ...pointing, ...query })).items.map(({ id }) => id);
  expect(await listed()).toEqual([cited.ticket.id]);
  expect(await listed({ repeats: "each", from: new Date(Date.now() - 3_600_000).toISOString() })).toEqual([
    cited.ticket.id,
  ]);
  expect(await listed({ to: "2020-01-01T00:00:00Z" })).toEqual([]);
  expect(await listed({ runbook: "parks/Nothing" })).toEqual([]);

  await restoreRunbook(ctx(), "parks/FountainDry");
  expect(await findRunbooks(ctx(), ticket)).toEqual([match]);
  expect(await getRunbook(ctx(), "parks/FountainDry")).toMatchObject({
    sections: before.sections,
    removed: null,
  });
  await expect(restoreRunbook(ctx(), "parks/FountainDry")).rejects.toMatchObject({ code: "not_found" });
  const { items } = await listAudit(ctx(), auditQuerySchema.parse({ subject: "parks/FountainDry" }));
  expect(items.map(({ action }) => action)).toEqual(["runbook.restored", "runbook.removed"]);
  // Uploaded as it was, it is known: nothing is read again.
  const again = { source: "parks", runbooks: [{ id: "parks/FountainDry", markdown }] };
  expect(await importUploadedRunbooks(ctx(), again)).toMatchObject({ unchanged: 1, changed: 0 });
});

test("what is not there is said to be not there", async () => {
  await expect(getRunbook(ctx(), "nothing/here")).rejects.toMatchObject({ code: "not_found" });
  await expect(importRunbookFolder(ctx(), path.join(folder, "missing"))).rejects.toMatchObject({
    code: "invalid_fields",
  });
  await expect(resyncRunbooks(ctx(), null)).rejects.toMatchObject({ code: "conflict" });
  await expect(listRunbooks(ctx(), { limit: 1, cursor: "?" })).rejects.toMatchObject({
    code: "invalid_fields",
  });
});
