import type { Database } from "../client.ts";
import { evalResults, evalRuns } from "../schema/eval-runs.ts";
import { run } from "./run.ts";

export type NewEvalRun = typeof evalRuns.$inferInsert;
export type NewEvalResult = Omit<typeof evalResults.$inferInsert, "runId">;

/** PostgreSQL takes at most 65,535 parameters in a statement; a result has seven. */
const resultsPerStatement = 5000;

/** Stores a run and what it said about each case, all or nothing. */
export async function storeEvalRun(
  db: Database,
  evalRun: NewEvalRun,
  results: readonly NewEvalResult[],
): Promise<void> {
  await run(
    db.transaction(async (transaction) => {
      await transaction.insert(evalRuns).values(evalRun);
      for (let start = 0; start < results.length; start += resultsPerStatement) {
        const rows = results.slice(start, start + resultsPerStatement);
        await transaction.insert(evalResults).values(rows.map((row) => ({ ...row, runId: evalRun.id })));
      }
    }),
  );
}
