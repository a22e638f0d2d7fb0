import { randomUUID } from "node:crypto";
import { readdir, rename, stat } from "node:fs/promises";
import path from "node:path";
import { isProcessAlive } from "#lib/core/process-alive.ts";
import { systemErrorCode } from "#lib/core/system-error.ts";

/** A journal that its process has not touched for this long belongs to nobody, whoever has the process id now. */
const abandonedMs = 60_000;

/** What the names of this process's journals begin with; an earlier process with its id began them otherwise. */
export const namePrefix = `${process.pid}-${randomUUID().slice(0, 8)}-`;

const fileName = /^(\d+)-[\w-]+\.jsonl$/;

async function isAbandoned(file: string, pid: number, now: Date): Promise<boolean> {
  if (path.basename(file).startsWith(namePrefix)) return false;
  // With our process id and another beginning it is of an earlier process that had the id.
  if (pid === process.pid || !isProcessAlive(pid)) return true;
  const found = await stat(file).catch(() => null);
  return found !== null && now.getTime() - found.mtimeMs > abandonedMs;
}

/**
 * Takes over the journals of processes that are gone: each is renamed to a name of this process, which only one of
 * those who try can do. Returns where they are now.
 */
export async function adoptOrphans(
  directory: string,
  own: ReadonlySet<string>,
  ownName: () => string,
  now: Date,
): Promise<string[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    if (systemErrorCode(error) === "ENOENT") return [];
    throw error;
  });
  const adopted: string[] = [];
  for (const name of names) {
    const file = path.join(directory, name);
    const pid = Number(fileName.exec(name)?.[1]);
    if (!pid || own.has(file) || !(await isAbandoned(file, pid, now))) continue;
    const target = path.join(directory, ownName());
    const taken = await rename(file, target).then(
      () => true,
      () => false,
    );
    if (taken) adopted.push(target);
  }
  return adopted;
}
