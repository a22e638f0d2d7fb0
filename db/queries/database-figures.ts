import { sql } from "drizzle-orm";
import type { System } from "../../lib/contracts/system.ts";
import type { Queryable } from "../client.ts";
import { run } from "./run.ts";

/** What PostgreSQL says of itself. */
export async function readDatabaseFigures(db: Queryable): Promise<Omit<System["database"], "roundTripMs">> {
  const [row] = await run(
    db.execute<Record<string, unknown>>(sql`
      select current_setting('server_version') as version, pg_database_size(current_database()) as size,
        current_setting('max_connections')::int as connections_max,
        (select count(*) from pg_stat_activity where datname = current_database()) as connections`),
  );
  return {
    version: String(row?.version),
    sizeBytes: Number(row?.size),
    connections: Number(row?.connections),
    connectionsMax: Number(row?.connections_max),
  };
}
