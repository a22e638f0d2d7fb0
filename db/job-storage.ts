import { sql } from "drizzle-orm";
import { type Db, fromDrizzle } from "pg-boss";
import type { Database, Queryable } from "./client.ts";
import { run } from "./queries/run.ts";

/** Our connections write what they are given: the query builder turns dates and objects into text before. */
const asText = (value: unknown) => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value;
};

/** The job queue's statements on a pool or in a transaction of ours. */
export function jobStorage(db: Queryable): Db {
  const storage = fromDrizzle(db, sql);
  return { executeSql: (text, values) => run(storage.executeSql(text, values?.map(asText))) };
}

/** The same with the announcements that wake workers at once. */
export function listeningJobStorage(db: Database): Db {
  return {
    ...jobStorage(db),
    async listen(channel, onNotification, onReconnect) {
      const { unlisten } = await db.$client.listen(channel, onNotification, onReconnect);
      return { close: async () => void (await unlisten()) };
    },
  };
}
