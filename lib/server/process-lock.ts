import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isProcessAlive } from "#lib/core/process-alive.ts";
import { systemErrorCode } from "#lib/core/system-error.ts";

const retryMs = 250;

/** The lock appears with its content, so that nobody reads it half made and takes it for a dead process's. */
async function tryTake(file: string): Promise<boolean> {
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** The process that holds the lock, unless it is gone. */
async function holderOf(file: string): Promise<number | null> {
  const pid = Number(await readFile(file, "utf8").catch(() => ""));
  return pid > 0 && pid !== process.pid && isProcessAlive(pid) ? pid : null;
}

/**
 * Runs the work while holding a lock file, so that processes of one machine take turns; the lock of a killed process
 * does not count. `onWait` is told once whom it waits for; waiting ends with an `AbortError` when `signal` aborts.
 */
export async function withProcessLock<Result>(
  file: string,
  work: () => Promise<Result>,
  onWait: (pid: number) => void,
  signal?: AbortSignal,
): Promise<Result> {
  await mkdir(path.dirname(file), { recursive: true });
  let waited = false;
  while (!(await tryTake(file))) {
    const holder = await holderOf(file);
    if (holder === null) {
      await rm(file, { force: true });
      continue;
    }
    if (!waited) onWait(holder);
    waited = true;
    await delay(retryMs, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
