import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { text as readStream } from "node:stream/consumers";
import { AppError } from "#lib/core/errors.ts";
import { withProcessLock } from "./process-lock.ts";
import { hashOfSource } from "./source-hash.ts";

const stampOf = (root: string) => path.join(root, ".next", "source-hash");
/** Outside of the build folder, which a build empties. */
const lockOf = (root: string) => path.join(root, "node_modules", ".cache", "triage-gateway-build.lock");

const isBuilt = async (root: string, hash: string) =>
  (await readFile(stampOf(root), "utf8").catch(() => null)) === hash;

async function build(root: string, signal: AbortSignal): Promise<void> {
  const next = createRequire(path.join(root, "package.json")).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const output = Promise.all([readStream(child.stdout), readStream(child.stderr)]);
  const [code] = await once(child, "close", { signal });
  if (code === 0) return;
  const [printed, complaints] = await output;
  throw new AppError("unavailable", `The build failed:\n${printed}${complaints}`.trimEnd());
}

/**
 * Builds unless there is a build of exactly this source. The stamp that says so is written last and removed first,
 * so that a build that was cut short does not count; of several starts one builds and the others wait for it.
 */
export async function ensureBuild(
  root: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const hash = await hashOfSource(root);
  if (await isBuilt(root, hash)) return;
  await withProcessLock(
    lockOf(root),
    async () => {
      if (await isBuilt(root, hash)) return;
      say("Building this source; this takes about a minute.");
      await rm(stampOf(root), { force: true });
      await build(root, signal);
      await writeFile(stampOf(root), hash);
    },
    (pid) => say(`Process ${pid} is building this source; waiting for it.`),
    signal,
  );
}
