import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { systemErrorCode } from "../../lib/core/system-error.ts";

/** What a running PostgreSQL says of itself in `postmaster.pid`. */
export interface PostmasterFile {
  pid: number;
  port: number;
  /** Empty where there are no Unix sockets. */
  socketDirectory: string;
}

const fileOf = (cluster: string) => path.join(cluster, "postmaster.pid");

async function readIfExists(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** null when nothing runs, or is only about to. Lines as PostgreSQL's miscadmin.h counts them. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | null> {
  const lines = (await readIfExists(fileOf(cluster)))?.split("\n") ?? [];
  const [pid, , , port, socketDirectory, listenAddress] = lines;
  if (!pid || !port || socketDirectory === undefined || listenAddress === undefined) return null;
  return { pid: Number(pid), port: Number(port), socketDirectory };
}

/**
 * Removes the file of a PostgreSQL that was killed, when its process id now belongs to another program: PostgreSQL
 * itself only sees that the id is in use and would refuse to start, as happens in restarted containers. Where the
 * system does not tell a process's name, PostgreSQL decides.
 */
export async function removeStalePostmasterFile(cluster: string): Promise<void> {
  const pid = Number((await readIfExists(fileOf(cluster)))?.split("\n")[0]);
  if (!pid) return;
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => null);
  if (name !== null && name.trim() !== "postgres") await rm(fileOf(cluster), { force: true });
}
