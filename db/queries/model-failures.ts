import { and, desc, eq, ne } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { attempts } from "../schema/attempts.ts";
import { run } from "./run.ts";

/** The newest failed call of each of these models; a policy has a dozen of them at most. */
export async function findLastFailures(
  db: Queryable,
  models: readonly string[],
): Promise<Map<string, { detail: string; at: string }>> {
  const found = await Promise.all(
    models.map(async (model) => {
      const [row] = await run(
        db
          .select({ outcome: attempts.outcome, detail: attempts.detail, startedAt: attempts.startedAt })
          .from(attempts)
          .where(and(eq(attempts.model, model), ne(attempts.outcome, "succeeded")))
          .orderBy(desc(attempts.startedAt))
          .limit(1),
      );
      return row
        ? ([[model, { detail: row.detail ?? row.outcome, at: row.startedAt.toISOString() }]] as const)
        : [];
    }),
  );
  return new Map(found.flat());
}
