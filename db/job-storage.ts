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

/** A script with a transaction of its own, which must not end up on two connections. */
async function runScript(db: Database, text: string): Promise<{ rows: unknown[] }> {
  const connection = await db.$client.reserve();
  try {
    const results = await connection.unsafe(text);
    return { rows: [...results].flat() };
  } catch (error) {
    await connection.unsafe("rollback").catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
}

/** The same on a pool, with the announcements that wake workers at once. */
export function listeningJobStorage(db: Database): Db {
  const storage = jobStorage(db);
  return {
    executeSql: (text, values) =>
      /^\s*begin\b/i.test(text) ? run(runScript(db, text)) : storage.executeSql(text, values),
    async listen(channel, onNotification, onReconnect) {
      const { unlisten } = await db.$client.listen(channel, onNotification, onReconnect);
      return { close: async () => void (await unlisten()) };
    },
  };
}
