import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newTriage } from "#db/testing.ts";
import { AppError } from "#lib/core/errors.ts";
import { createLogger } from "#lib/core/logger.ts";
import { Journal } from "./journal.ts";
import { entryOf, type JournalEntry, lineOf } from "./journal-line.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "triage-journal-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const open = (maxBytes?: number) => new Journal(directory, createLogger("silent"), maxBytes);
const entry = (): JournalEntry => ({ triage: newTriage(), jobs: [] });
const keyed = (key: string): JournalEntry => ({
  triage: newTriage({
    idempotencyKey: {
      actorType: "api_key",
      actorId: "key_a",
      key,
      requestHash: "h",
      expiresAt: new Date(),
    },
  }),
  jobs: [],
});
const idOf = ({ triage }: JournalEntry) => triage.triage.id;
const files = async () => (await readdir(directory)).toSorted();

/** Everything a journal hands over. */
async function handedOver(journal: Journal): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  await journal.storeAll(async (some) => void entries.push(...some), new Date());
  return entries;
}

test("an entry reads back as it was, with dates, amounts and whatever a ticket may hold", () => {
  const given = keyed("a\u2028b");
  given.triage.ticket.text = 'line\nline "quoted" \u0001 \ud83d\ude00 $date n12';
  given.triage.ticket.metadata = { n: "n12", d: "d2026-01-01", nested: [{ $date: 5 }] };
  given.triage.triage.usage.costNanoUsd = 2n ** 60n;
  given.jobs = [{ name: "triage.retry", data: { triageId: "tri_a", tries: 1 }, delayMs: 4000 }];
  const line = lineOf(given);
  expect(line.indexOf("\n")).toBe(line.length - 1);
  expect(entryOf(line)).toEqual(given);
});

test("what is acknowledged is on the disk, and what comes together is written together", async () => {
  const journal = open();
  const entries = Array.from({ length: 50 }, entry);
  await Promise.all(entries.map((one) => journal.append(one)));
  const [file] = await files();
  const lines = (await readFile(path.join(directory, file ?? ""), "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => entryOf(line)?.triage.triage.id)).toEqual(entries.map(idOf));
  expect(journal.depth()).toBe(50);
  expect((await handedOver(journal)).map(idOf)).toEqual(entries.map(idOf));
  expect(journal.depth()).toBe(0);
  expect(await files()).toEqual([]);
});

test("what waits is found by its id and by its key, until it is stored", async () => {
  const journal = open();
  const one = keyed("once");
  await journal.append(one);
  const key = one.triage.idempotencyKey;
  if (!key) throw new Error("it has a key");
  expect(journal.find(idOf(one))?.entry).toBe(one);
  expect(journal.findByKey(key)?.entry).toBe(one);
  expect(journal.findByKey({ ...key, actorId: "key_b" })).toBeNull();
  await handedOver(journal);
  expect(journal.find(idOf(one))).toBeNull();
  expect(journal.findByKey(key)).toBeNull();
});

test("when the database goes again, everything is handed over once more", async () => {
  const journal = open();
  const entries = Array.from({ length: 30 }, entry);
  for (const one of entries) await journal.append(one);
  let batches = 0;
  const goesAway = journal.storeAll(async () => {
    batches += 1;
    if (batches === 2) throw new AppError("unavailable", "gone");
  }, new Date());
  await expect(goesAway).rejects.toMatchObject({ code: "unavailable" });
  const later = entry();
  await journal.append(later);
  expect((await handedOver(journal)).map(idOf)).toEqual([...entries, later].map(idOf));
});

test("what the database refuses is kept beside, and holds up nothing", async () => {
  const journal = open();
  const [good, bad, other] = [entry(), entry(), entry()];
  for (const one of [good, bad, other]) await journal.append(one);
  const stored: string[] = [];
  await journal.storeAll(async (some) => {
    if (some.includes(bad) || some.some((one) => idOf(one) === idOf(bad))) throw new Error("refused");
    stored.push(...some.map(idOf));
  }, new Date());
  expect(stored).toEqual([idOf(good), idOf(other)]);
  expect(await files()).toEqual([`${idOf(bad)}.refused`]);
  expect(journal.depth()).toBe(0);
});

/** A process id that belonged to a process which has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}

test("the journal of a dead process is taken over by one of those who try, less the line that was cut off", async () => {
  const [a, b] = [entry(), entry()];
  const file = path.join(directory, `${await deadPid()}-1-abc.jsonl`);
  await writeFile(file, lineOf(a) + lineOf(b));
  await appendFile(file, lineOf(entry()).slice(0, 100));
  const taken = (await Promise.all([open(), open(), open()].map(handedOver))).flat();
  expect(taken.map(idOf)).toEqual([a, b].map(idOf));
  expect(await files()).toEqual([]);
});

test("the journal of a living process is left alone", async () => {
  const name = `${process.ppid}-1-abc.jsonl`;
  await writeFile(path.join(directory, name), lineOf(entry()));
  expect(await handedOver(open())).toEqual([]);
  expect(await files()).toEqual([name]);
});

test("whose file was taken away writes what it acknowledges to another one", async () => {
  const journal = open();
  const [first, second] = [entry(), entry()];
  await journal.append(first);
  const [name] = await files();
  await rename(path.join(directory, name ?? ""), path.join(directory, "elsewhere"));
  await journal.append(second);
  const left = (await files()).filter((file) => file !== "elsewhere");
  const written = await Promise.all(left.map((file) => readFile(path.join(directory, file), "utf8")));
  expect(written.join("")).toContain(idOf(second));
});

test("a full journal refuses honestly and says when to come back", async () => {
  const journal = open(1_000);
  await journal.append(entry());
  expect(journal.isFull()).toBe(true);
  await expect(journal.append(entry())).rejects.toMatchObject({
    code: "unavailable",
    headers: { "retry-after": "30" },
  });
  await handedOver(journal);
  await journal.append(entry());
});

test("a disk that cannot be written is no acknowledgement", async () => {
  await writeFile(path.join(directory, "file"), "");
  const journal = new Journal(path.join(directory, "file"), createLogger("silent"));
  await expect(journal.append(entry())).rejects.toMatchObject({ code: "unavailable" });
  expect(journal.depth()).toBe(0);
});
