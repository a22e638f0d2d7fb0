import { sql } from "drizzle-orm";

/** PostgreSQL channel on which a committed event's id is announced. */
export const eventChannel = "gateway_events";

/**
 * When an event was made known, by the database's clock: its triage may have begun long before, and who comes back
 * asks for what was made known since.
 */
export const eventTime = sql<Date>`clock_timestamp()`;
