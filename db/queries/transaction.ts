import type { Database, Queryable } from "../client.ts";
import { run } from "./run.ts";

/** Runs the work in one transaction: all of it counts, or nothing. */
export async function inTransaction<Result>(
  db: Database,
  work: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  return await run(db.transaction(work));
}
