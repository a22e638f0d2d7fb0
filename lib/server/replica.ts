import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { noteReplica, removeReplica } from "#db/queries/replicas.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { getReplicaState } from "#lib/services/system/system.ts";
import { createServiceContext, getVersion } from "./context.ts";
import { getDatabase } from "./database.ts";
import { getLogger } from "./logger.ts";
import { getSettings } from "./runtime-settings.ts";

const sayEveryMs = 5_000;

/** Room where the gateway keeps its data; null when the system does not say. */
async function diskOf(folder: string): Promise<{ freeBytes: number; totalBytes: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

/** Keeps saying that this process is there, and how it stands. Returns how to stop. */
export function announceReplica(): () => Promise<void> {
  const actor = { type: "system", id: "system", name: "Triage Gateway", scopes: [] } as const;
  const self = {
    id: randomUUID(),
    host: hostname(),
    pid: process.pid,
    version: getVersion(),
    startedAt: systemRuntime.now(),
  };
  const say = async () => {
    if (getDatabase().availability?.isUp() === false) return;
    const ctx = createServiceContext({ actor, requestId: self.id });
    const disk = await diskOf(path.resolve(getSettings().dataDirectory));
    const memoryBytes = process.memoryUsage.rss();
    await noteReplica(getDatabase(), { ...self, state: { ...getReplicaState(ctx), disk, memoryBytes } });
  };
  const quietly = () =>
    say().catch((error: unknown) =>
      getLogger().debug({ err: error }, "the replica could not say that it is there"),
    );
  let saying = quietly();
  const timer = setInterval(() => {
    saying = quietly();
  }, sayEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await saying;
    await removeReplica(getDatabase(), self.id).catch(() => {});
  };
}
