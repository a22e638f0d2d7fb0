import { randomBytes } from "node:crypto";
import { chown, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../lib/core/errors.ts";
import { isProcessAlive } from "../../lib/core/process-alive.ts";
import { systemErrorCode } from "../../lib/core/system-error.ts";
import { type Place, superuser, usesSockets } from "./place.ts";

/** Half-made clusters of processes that were killed. */
async function removeLeftovers(place: Place): Promise<void> {
  const prefix = `${path.basename(place.cluster)}.new-`;
  for (const name of await readdir(place.dataDirectory)) {
    if (!name.startsWith(prefix)) continue;
    if (isProcessAlive(Number.parseInt(name.slice(prefix.length), 10))) continue;
    await rm(path.join(place.dataDirectory, name), { recursive: true, force: true });
  }
}

/** Arguments that say who may connect: with a socket, whoever may open it; else who knows a password. */
async function accessArguments(place: Place): Promise<string[]> {
  if (usesSockets) return ["--auth=trust"];
  await writeFile(place.passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return ["--auth=scram-sha-256", `--pwfile=${place.passwordFile}`];
}

async function hasCluster(place: Place): Promise<boolean> {
  try {
    await stat(path.join(place.cluster, "PG_VERSION"));
    return true;
  } catch (cause) {
    if (systemErrorCode(cause) === "ENOENT") return false;
    throw new AppError("unavailable", `The database in ${place.cluster} belongs to another user.`, { cause });
  }
}

/**
 * Makes the database's files if there are none. They are made beside their place and moved in one step, so that a
 * killed start leaves nothing half-made and of two starts at once the slower one discards its work.
 */
export async function ensureCluster(place: Place): Promise<void> {
  await removeLeftovers(place);
  if (await hasCluster(place)) return;
  const made = await mkdtemp(`${place.cluster}.new-${process.pid}-`);
  if (place.runner.owner) await chown(made, place.runner.owner.uid, place.runner.owner.gid);
  try {
    await place.runner.run(place.binaries.initdb, [
      `--pgdata=${made}`,
      `--username=${superuser}`,
      ...(await accessArguments(place)),
      "--encoding=UTF8",
      // The same order and case rules on every machine; letters of all scripts have both cases.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
    ]);
    await rename(made, place.cluster);
  } catch (cause) {
    await rm(made, { recursive: true, force: true });
    const code = systemErrorCode(cause);
    if ((code === "ENOTEMPTY" || code === "EEXIST" || code === "EPERM") && (await hasCluster(place))) return;
    throw new AppError("unavailable", `The embedded database could not be made in ${place.cluster}.`, {
      cause,
    });
  }
}
