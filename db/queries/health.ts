import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";

/** A database that needs longer for nothing is as good as down. */
const patienceMs = 2_000;

/** Does the database answer? Never throws and never takes longer than two seconds. */
export async function checkDatabase(db: Queryable): Promise<boolean> {
  const answer = db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, patienceMs, false);
  const up = await Promise.race([answer, tooLate]);
  clearTimeout(timer);
  return up;
}
