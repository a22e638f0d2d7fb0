import { chown, mkdtemp, open, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { AppError } from "../../lib/core/errors.ts";
import { isProcessAlive } from "../../lib/core/process-alive.ts";
import { createClient, type DatabaseAddress } from "../client.ts";
import { type Place, superuser, usesSockets } from "./place.ts";
import { type PostmasterFile, readPostmasterFile, removeStalePostmasterFile } from "./postmaster-file.ts";

export interface Postmaster {
  pid: number;
  address: DatabaseAddress;
}

/** Settings of postgresql.conf that differ from PostgreSQL's defaults. */
export type ServerSettings = Readonly<Record<string, string>>;

/** Longest path of a Unix socket is 103 bytes on macOS and 107 on Linux; less the name of the socket itself. */
const socketDirectoryMaxBytes = 103 - "/.s.PGSQL.5432".length;
/** Long enough for the recovery of a big database after a crash. */
const startTimeoutMs = 120_000;
const startsMax = 5;
const logMaxBytes = 10 * 1024 * 1024;

/** The cluster's own directory, or a short private one where that path is too long for a socket. */
async function socketDirectoryFor(place: Place): Promise<string> {
  if (Buffer.byteLength(place.cluster) <= socketDirectoryMaxBytes) return place.cluster;
  const directory = await mkdtemp(path.join(tmpdir(), "triage-gateway-"));
  if (place.runner.owner) await chown(directory, place.runner.owner.uid, place.runner.owner.gid);
  return directory;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}

async function listenSettings(place: Place): Promise<ServerSettings> {
  if (!usesSockets) return { listen_addresses: "127.0.0.1", port: String(await freePort()) };
  const directory = await socketDirectoryFor(place);
  return {
    listen_addresses: "",
    port: "5432",
    unix_socket_directories: `"${directory.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
  };
}

async function launch(place: Place, settings: ServerSettings) {
  const size = await stat(place.logFile).then(
    (found) => found.size,
    () => 0,
  );
  const log = await open(place.logFile, size > logMaxBytes ? "w" : "a", 0o600);
  try {
    const all = { timezone: "UTC", log_timezone: "UTC", ...settings };
    const options = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    return place.runner.launch(place.binaries.postgres, ["-D", place.cluster, ...options], log.fd);
  } finally {
    await log.close();
  }
}

async function addressOf(place: Place, file: PostmasterFile): Promise<DatabaseAddress> {
  const common = { user: superuser, database: superuser };
  if (usesSockets) return { ...common, socketPath: `${file.socketDirectory}/.s.PGSQL.${file.port}` };
  const password = await readFile(place.passwordFile, "utf8");
  return { ...common, host: "127.0.0.1", port: file.port, password };
}

/** `busy`: it starts, recovers or stops. */
async function probe(address: DatabaseAddress): Promise<"ready" | "busy" | "absent"> {
  const client = createClient(address, { connections: 1 });
  try {
    await client`select 1`;
    return "ready";
  } catch (error) {
    // 57P03 cannot_connect_now
    if (error instanceof postgres.PostgresError) return error.code === "57P03" ? "busy" : "ready";
    return "absent";
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function lastComplaint(place: Place): Promise<string> {
  const lines = (await readFile(place.logFile, "utf8").catch(() => "")).split("\n");
  const complaint = lines.findLast((line) => /FATAL|PANIC|error|denied/i.test(line));
  return complaint?.replace(/^.*(FATAL|PANIC):\s*/, "") ?? "no reason given";
}

/** Finds the PostgreSQL that runs on the cluster, left behind by a killed process or another's, or starts it. */
export async function ensurePostmaster(place: Place, settings: ServerSettings): Promise<Postmaster> {
  const begunMs = performance.now();
  let listen: ServerSettings | undefined;
  let launched: Awaited<ReturnType<typeof launch>> | undefined;
  let starts = 0;
  while (performance.now() - begunMs < startTimeoutMs) {
    const file = await readPostmasterFile(place.cluster);
    const address = file && (await addressOf(place, file));
    const state = address ? await probe(address) : "absent";
    if (file && address && state === "ready") return { pid: file.pid, address };
    if (state === "absent" && (launched === undefined || launched.exited())) {
      // Each further start waits longer: another process may be starting or stopping it at this moment.
      if (starts === startsMax) break;
      await delay(starts * 200);
      starts++;
      await removeStalePostmasterFile(place.cluster);
      listen ??= await listenSettings(place);
      launched = await launch(place, { ...settings, ...listen });
    }
    await delay(20);
  }
  throw new AppError(
    "unavailable",
    `The embedded database does not start: ${await lastComplaint(place)} (see ${place.logFile})`,
  );
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const begunMs = performance.now();
  while (isProcessAlive(pid)) {
    if (performance.now() - begunMs > withinMs) return false;
    await delay(10);
  }
  return true;
}

/** Stops PostgreSQL cleanly: open transactions are rolled back and a checkpoint is written. */
export async function stopPostmaster(place: Place): Promise<void> {
  const file = await readPostmasterFile(place.cluster);
  if (!file) return;
  if (usesSockets) {
    // Fast, then immediate shutdown; after the latter it recovers at the next start, as after a crash.
    process.kill(file.pid, "SIGINT");
    if (!(await isGone(file.pid, 20_000))) process.kill(file.pid, "SIGQUIT");
    if (!(await isGone(file.pid, 5_000))) process.kill(file.pid, "SIGKILL");
  } else {
    await place.runner.run(place.binaries.pg_ctl, ["stop", `--pgdata=${place.cluster}`, "--mode=fast"]);
  }
  if (file.socketDirectory && file.socketDirectory !== place.cluster) {
    await rm(file.socketDirectory, { recursive: true, force: true });
  }
}
