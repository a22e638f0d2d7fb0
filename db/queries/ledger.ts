import type { Queryable } from "../client.ts";
import { attempts } from "../schema/attempts.ts";
import type { StoredAttempt } from "./new-triage.ts";
import { run } from "./run.ts";

/** What the calls were made for; neither when that came to nothing. */
interface LedgerSubject {
  triageId?: string;
  evalRunId?: string;
}

/** Adds calls to the ledger, once; at most 2000 at once: PostgreSQL takes 65,535 parameters in a statement. */
export async function insertAttempts(
  db: Queryable,
  calls: readonly StoredAttempt[],
  subject: LedgerSubject,
): Promise<void> {
  if (calls.length === 0) return;
  await run(
    db
      .insert(attempts)
      .values(calls.map((call) => ({ ...call, ...subject })))
      .onConflictDoNothing({ target: attempts.id }),
  );
}
