import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withProcessLock } from "./process-lock.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "triage-lock-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const file = () => path.join(directory, "deep", "lock");

test("the lock is there during the work and gone after it, also when the work fails", async () => {
  const work = async () => {
    expect((await stat(file())).isFile()).toBe(true);
    throw new Error("work failed");
  };
  await expect(withProcessLock(file(), work, () => {})).rejects.toThrow("work failed");
  await expect(stat(file())).rejects.toMatchObject({ code: "ENOENT" });
});

test("the lock says who holds it and leaves nothing else behind", async () => {
  const content = await withProcessLock(
    file(),
    async () => [await readFile(file(), "utf8"), await readdir(path.dirname(file()))],
    () => {},
  );
  expect(content).toEqual([String(process.pid), ["lock"]]);
  expect(await readdir(path.dirname(file()))).toEqual([]);
});

test("waiting ends when it is told to stop, and the lock stays with its holder", async () => {
  const stop = new AbortController();
  await mkdir(path.dirname(file()));
  await writeFile(file(), String(process.ppid));
  const waiting = withProcessLock(
    file(),
    async () => "taken",
    () => stop.abort(),
    stop.signal,
  );
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  expect(await readFile(file(), "utf8")).toBe(String(process.ppid));
});

test("waits for a running process and says for which", async () => {
  const order: string[] = [];
  const { promise: told, resolve: tell } = Promise.withResolvers<number>();
  await mkdir(path.dirname(file()));
  await writeFile(file(), String(process.ppid));
  const waiting = withProcessLock(file(), async () => order.push("second"), tell);
  expect(await told).toBe(process.ppid);
  order.push("first");
  await rm(file());
  await waiting;
  expect(order).toEqual(["first", "second"]);
});

test("the lock of a process that is gone does not count", async () => {
  const gone = spawnSync(process.execPath, ["--eval", ""]).pid;
  await mkdir(path.dirname(file()));
  await writeFile(file(), String(gone));
  expect(
    await withProcessLock(
      file(),
      async () => "done",
      () => {},
    ),
  ).toBe("done");
});
