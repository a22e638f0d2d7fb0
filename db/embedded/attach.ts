import { setTimeout as delay } from "node:timers/promises";
import type postgres from "postgres";
import { AppError } from "../../lib/core/errors.ts";
import { createClient, type DatabaseAddress } from "../client.ts";
import { ensureCluster } from "./cluster.ts";
import { type Place, placeIn } from "./place.ts";
import { ensurePostmaster, type ServerSettings, stopPostmaster } from "./postmaster.ts";

/** Held together by all processes that use the database; who can take it alone is the last one. */
const useLock = 7_041_906_241;
/** Held by the one server of a data directory. */
const serverLock = 7_041_906_242;

const joinTriesMax = 50;
const rejoinPauseMs = 200;

export interface EmbeddedDatabase {
  address: DatabaseAddress;
  /** The last process to leave stops PostgreSQL. */
  release(): Promise<void>;
}

interface AttachOptions {
  /** `DATA_DIR` */
  dataDirectory: string;
  /** One server at a time has a data directory; commands come and go beside it. */
  role: "server" | "command";
  settings?: ServerSettings;
  /** Told of every failed try to bring a lost database back, or to stop it. */
  onTrouble?(error: unknown): void;
}

/** Ends at once with what the connection's locks are worth: false when PostgreSQL is about to stop. */
async function take(client: postgres.Sql, { role, dataDirectory }: AttachOptions): Promise<boolean> {
  const [use] = await client<{ taken: boolean }[]>`select pg_try_advisory_lock_shared(${useLock}) as taken`;
  if (!use?.taken) return false;
  if (role === "command") return true;
  const [server] = await client<{ taken: boolean }[]>`select pg_try_advisory_lock(${serverLock}) as taken`;
  if (server?.taken) return true;
  const [holder] = await client<{ name: string }[]>`
    select application_name as name from pg_stat_activity
    join pg_locks using (pid)
    where locktype = 'advisory' and mode = 'ExclusiveLock' and granted
      and (classid::bigint << 32) + objid::bigint = ${serverLock}`;
  throw new AppError(
    "conflict",
    `The data directory ${dataDirectory} is in use by ${holder?.name ?? "another server"}. Stop that process, or set DATA_DIR or DATABASE_URL.`,
  );
}

/** Gives the locks back; the last one to do so stops PostgreSQL. */
async function leave(client: postgres.Sql, place: Place): Promise<void> {
  try {
    await client`select pg_advisory_unlock_shared(${useLock})`;
    const [last] = await client<{ taken: boolean }[]>`select pg_try_advisory_lock(${useLock}) as taken`;
    if (last?.taken) await stopPostmaster(place);
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** Joins the running database, or starts it; tries again when it stops at that moment. */
async function join(options: AttachOptions, place: Place, onLost: () => void) {
  for (let tries = 0; tries < joinTriesMax; tries++) {
    await ensureCluster(place);
    const { address } = await ensurePostmaster(place, options.settings ?? {});
    let held = false;
    const client = createClient(address, {
      connections: 1,
      applicationName: `${options.role} process ${process.pid}`,
      lasting: { onLost: () => held && onLost() },
    });
    try {
      held = await take(client, options);
      if (held) return { client, address };
    } catch (error) {
      if (error instanceof AppError) {
        await client.end({ timeout: 1 });
        throw error;
      }
    }
    await client.end({ timeout: 1 });
    await delay(100);
  }
  throw new AppError("unavailable", `The embedded database in ${place.cluster} does not accept connections.`);
}
/**
 * Makes the embedded database available: makes its files, starts it or joins the one that runs. The process's part
 * in it is a pair of advisory locks on a connection of its own, which end with the process, however it ends.
 * Throws `conflict` when another server has the data directory, `unavailable` when PostgreSQL cannot run.
 */
export async function attachEmbedded(options: AttachOptions): Promise<EmbeddedDatabase> {
  const place = await placeIn(options.dataDirectory);
  let released = false;
  const onLost = () => {
    if (!released) void rejoin();
  };
  let joined = await join(options, place, onLost);

  /** PostgreSQL crashed or was killed: start it again and take the locks again, for as long as it takes. */
  async function rejoin(): Promise<void> {
    while (!released) {
      await delay(rejoinPauseMs);
      const again = await join(options, place, onLost).catch((error: unknown) => options.onTrouble?.(error));
      if (!again) continue;
      joined = again;
      return;
    }
  }

  return {
    address: joined.address,
    async release() {
      released = true;
      await leave(joined.client, place).catch((error: unknown) => options.onTrouble?.(error));
    },
  };
}
