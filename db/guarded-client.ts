import type postgres from "postgres";
import { Availability } from "./availability.ts";

type Sql = postgres.Sql;
type Pending = ReturnType<Sql["unsafe"]>;

/** A query as the query builder uses it: awaited as rows of objects, or asked for rows of arrays. */
function guardedQuery(availability: Availability, start: () => Pending) {
  const rows = (read: () => PromiseLike<unknown>) => availability.guard(read);
  return {
    // biome-ignore lint/suspicious/noThenProperty: a query is sent when it is awaited, as the driver's own are.
    then: (resolve: (rows: unknown) => unknown, reject: (error: unknown) => unknown) =>
      rows(start).then(resolve, reject),
    values: () => rows(() => start().values()),
  };
}

/** Asks on a connection of its own, so that a pool that is all in use is not taken for a database that is gone. */
function questioner(open: () => Sql) {
  let client = open();
  return {
    ask: () => {
      const asked = client;
      return {
        answer: asked`select 1`,
        giveUp() {
          client = open();
          void asked.end({ timeout: 0 });
        },
      };
    },
    close: () => client.end({ timeout: 0 }),
  };
}

/**
 * A driver client that fails at once while the database is gone. Its connections are dropped when the database goes:
 * what was waiting on them could otherwise wait for minutes, or be carried out long after the caller was answered.
 * Listening is left to the driver, which connects again by itself.
 */
export function guardedClient(
  open: { pool(): Sql; single(): Sql },
  noticeMs?: number,
): {
  client: Sql;
  availability: Availability;
  close(timeoutSeconds: number): Promise<void>;
} {
  const asking = questioner(open.single);
  const availability = new Availability(asking.ask, noticeMs);
  const first = open.pool();
  let pool = first;
  let listening: Sql | undefined;
  availability.onDown(() => {
    void pool.end({ timeout: 0 });
    pool = open.pool();
  });
  const client = new Proxy(first, {
    get(_target, name) {
      if (name === "unsafe") {
        return (...args: Parameters<Sql["unsafe"]>) => guardedQuery(availability, () => pool.unsafe(...args));
      }
      if (name === "begin") {
        return (work: (sql: postgres.TransactionSql) => unknown) =>
          availability.guard(async () => await pool.begin(work));
      }
      if (name === "reserve") return () => availability.guard(() => pool.reserve());
      if (name === "listen") {
        listening ??= open.single();
        return listening.listen;
      }
      const value: unknown = Reflect.get(pool, name);
      return value;
    },
    apply: (_target, self, args: unknown[]) => {
      const query: unknown = Reflect.apply(pool, self, args);
      return query;
    },
  });
  return {
    client,
    availability,
    async close(timeoutSeconds) {
      availability.close();
      await Promise.all([
        asking.close(),
        listening?.end({ timeout: 0 }),
        pool.end({ timeout: timeoutSeconds }),
      ]);
    },
  };
}
