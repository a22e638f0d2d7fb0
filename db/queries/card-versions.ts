import { asc, eq } from "drizzle-orm";
import type { CardVersion } from "../../lib/contracts/triage.ts";
import type { Queryable } from "../client.ts";
import { cardVersions } from "../schema/card-versions.ts";
import { run } from "./run.ts";

/** The cards that a triage had before its current one, oldest first. */
export async function listCardVersions(db: Queryable, triageId: string): Promise<CardVersion[]> {
  const { version, card, origin, review, replacedAt } = cardVersions;
  const rows = await run(
    db
      .select({ version, card, origin, review, replacedAt })
      .from(cardVersions)
      .where(eq(cardVersions.triageId, triageId))
      .orderBy(asc(version)),
  );
  return rows.map((row) => ({ ...row, replacedAt: row.replacedAt.toISOString() }));
}
