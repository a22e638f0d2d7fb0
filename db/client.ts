import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Availability } from "./availability.ts";
import { guardedClient } from "./guarded-client.ts";

/** Where a PostgreSQL listens: an address as in `DATABASE_URL`, or the socket or port of the embedded one. */
export type DatabaseAddress =
  | string
  | { user: string; database: string; socketPath: string }
  | { user: string; database: string; host: string; port: number; password: string };

/** A pool of connections to the gateway's database. */
export type Database = PostgresJsDatabase & {
  $client: postgres.Sql;
  /** null where nobody watches: then each query finds out by itself. */
  availability: Availability | null;
  /** Lets running queries finish for up to 5 s, then closes every connection. */
  close(): Promise<void>;
};

/** What a query function needs: the pool or a transaction on it. */
export type Queryable = PgDatabase<
  PostgresJsQueryResultHKT,
  Record<string, never>,
  ExtractTablesWithRelations<Record<string, never>>
>;

export interface PoolOptions {
  /** Most connections open at once. */
  connections?: number;
  /** Reported to the server, for `pg_stat_activity`. */
  applicationName?: string;
  /** Longest a statement may take, waiting for locks included, in milliseconds; none by default. */
  statementTimeoutMs?: number;
  /** Keep the connection for ever, and tell when it is lost: for one that holds locks. */
  lasting?: { onLost(): unknown };
}

/** Seconds before the driver connects again; its own choice grows to twenty, and queries wait meanwhile. */
const reconnectPause = (failures: number) => Math.min(0.05 * 2 ** failures, 1);

/** A driver client for an address; connects on first use. */
export function createClient(address: DatabaseAddress, options: PoolOptions = {}): postgres.Sql {
  const settings = {
    max: options.connections ?? 10,
    connect_timeout: 10,
    backoff: reconnectPause,
    // The query builder reads and writes arrays itself, and the driver's own look-up of their types would end the
    // process when the connection is lost in the middle of it: nobody hears that failure.
    fetch_types: false,
    idle_timeout: options.lasting ? undefined : 60,
    ...(options.lasting ? { max_lifetime: null, onclose: options.lasting.onLost } : {}),
    connection: {
      application_name: options.applicationName ?? "triage-gateway",
      ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
    },
    // Notices ("relation already exists, skipping") are for people at a prompt.
    onnotice: () => {},
  };
  if (typeof address === "string") return postgres(address, settings);
  if (!("socketPath" in address)) return postgres({ ...settings, ...address });
  const { socketPath, ...rest } = address;
  return postgres({ ...settings, ...rest, path: socketPath });
}

/** Opens a pool; the first query connects. */
export function createDatabase(address: DatabaseAddress, options: PoolOptions = {}): Database {
  const client = createClient(address, options);
  return Object.assign(drizzle(client), {
    availability: null,
    close: () => client.end({ timeout: 5 }),
  });
}

interface WatchOptions extends PoolOptions {
  /** How soon a database that says nothing has to be known to be down. */
  noticeMs?: number;
}

/** A pool for a process that has to go on when the database is gone: nothing waits for it then. */
export function createWatchedDatabase(
  address: DatabaseAddress,
  { noticeMs, ...options }: WatchOptions = {},
): Database {
  const clients = {
    // Through the query builder, which sets how the driver reads dates and JSON.
    pool: () => drizzle(createClient(address, options)).$client,
    single: () => createClient(address, { ...options, connections: 1 }),
  };
  const { client, availability, close } = guardedClient(clients, noticeMs);
  return Object.assign(drizzle(client), { availability, close: () => close(5) });
}
