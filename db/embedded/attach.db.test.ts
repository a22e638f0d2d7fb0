import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClient } from "../client.ts";
import { attachEmbedded, type EmbeddedDatabase } from "./attach.ts";
import { readPostmasterFile } from "./postmaster-file.ts";

let dataDirectory: string;
const attached: EmbeddedDatabase[] = [];

beforeEach(async () => {
  dataDirectory = await mkdtemp(path.join(tmpdir(), "triage-embedded-"));
});
afterEach(async () => {
  for (const database of attached.splice(0)) await database.release();
  await rm(dataDirectory, { recursive: true, force: true });
});

const cluster = () => path.join(dataDirectory, "postgres");

async function attach(role: "server" | "command", directory = dataDirectory): Promise<EmbeddedDatabase> {
  const database = await attachEmbedded({ dataDirectory: directory, role });
  attached.push(database);
  return database;
}

async function release(database: EmbeddedDatabase): Promise<void> {
  attached.splice(attached.indexOf(database), 1);
  await database.release();
}

async function query(database: EmbeddedDatabase, text: string): Promise<unknown[]> {
  const client = createClient(database.address, { connections: 1 });
  try {
    return [...(await client.unsafe(text))];
  } finally {
    await client.end();
  }
}

/** A server in a process of its own, once it holds the data directory. */
async function serverProcess() {
  const module = path.join(import.meta.dirname, "attach.ts");
  const code = `
    const { attachEmbedded } = await import(${JSON.stringify(module)});
    await attachEmbedded({ dataDirectory: ${JSON.stringify(dataDirectory)}, role: "server" });
    console.log("holds it");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

async function killed(child: ReturnType<typeof spawn>): Promise<void> {
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

test("a second server on the same data directory is told who holds it", async () => {
  const holder = await serverProcess();
  await expect(attach("server")).rejects.toMatchObject({
    code: "conflict",
    message: `The data directory ${dataDirectory} is in use by server process ${holder.pid}. Stop that process, or set DATA_DIR or DATABASE_URL.`,
  });
  await killed(holder);
  await attach("server");
});

test("commands join a running database, and the last to leave stops it", async () => {
  const server = await attach("server");
  const command = await attach("command");
  expect(command.address).toEqual(server.address);
  await release(server);
  expect(await query(command, "select 1 as one")).toEqual([{ one: 1 }]);
  await release(command);
  expect(await readPostmasterFile(cluster())).toBeNull();
});

test("a database left behind by a killed server is taken over as it is", async () => {
  const holder = await serverProcess();
  const before = await readPostmasterFile(cluster());
  await killed(holder);
  await attach("server");
  expect(await readPostmasterFile(cluster())).toEqual(before);
});

test("what was committed survives the kill of everything", async () => {
  const holder = await serverProcess();
  const guest = await attach("command");
  await query(guest, "create table kept as select 42 as answer");
  await killed(holder);
  const running = await readPostmasterFile(cluster());
  process.kill(running?.pid ?? 0, "SIGKILL");
  await release(guest);
  const again = await attach("server");
  expect(await query(again, "select answer from kept")).toEqual([{ answer: 42 }]);
});

test("a server brings a killed database back", async () => {
  const server = await attach("server");
  const running = await readPostmasterFile(cluster());
  process.kill(running?.pid ?? 0, "SIGKILL");
  await vi.waitFor(async () => expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]), {
    timeout: 15_000,
    interval: 100,
  });
  await vi.waitFor(() => expect(attach("server")).rejects.toMatchObject({ code: "conflict" }), {
    timeout: 5_000,
  });
});

test("processes that start at the same moment in an empty directory share one database", async () => {
  const databases = await Promise.all([attach("command"), attach("command"), attach("server")]);
  expect(new Set(databases.map((database) => JSON.stringify(database.address))).size).toBe(1);
});

test("a directory whose path is too long for a socket works all the same", async () => {
  const deep = path.join(dataDirectory, "a-rather-long-name-".repeat(4), "b-rather-long-name-".repeat(4));
  const database = await attach("server", deep);
  expect(await query(database, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a process id that now belongs to another program does not keep the database from starting", async () => {
  await release(await attach("server"));
  await writeFile(
    path.join(cluster(), "postmaster.pid"),
    `${process.pid}\n${cluster()}\n0\n5432\n${cluster()}\n\n`,
  );
  const database = await attach("server");
  expect(await query(database, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("says why PostgreSQL does not start", async () => {
  await release(await attach("server"));
  const file = path.join(cluster(), "PG_VERSION");
  await writeFile(file, "12\n");
  await expect(attach("server")).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("incompatible"),
  });
  expect(await readFile(file, "utf8")).toBe("12\n");
});
