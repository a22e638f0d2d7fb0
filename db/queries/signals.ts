import { desc, eq, sql } from "drizzle-orm";
import { type OwnSignal, signalsMax } from "../../lib/contracts/rules.ts";
import type { Queryable } from "../client.ts";
import { signals } from "../schema/signals.ts";
import { run } from "./run.ts";

export type NewStoredSignal = typeof signals.$inferInsert;

const signalOf = ({ createdAt, changedAt, ...row }: typeof signals.$inferSelect): OwnSignal => {
  const { createdById: _createdById, changedById: _changedById, ...shown } = row;
  return { ...shown, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() };
};

/** Newest first, disabled ones included. */
export async function listSignals(db: Queryable): Promise<OwnSignal[]> {
  const rows = await run(db.select().from(signals).orderBy(desc(signals.id)).limit(signalsMax));
  return rows.map(signalOf);
}

/** Those that count. */
export async function listEnabledSignals(
  db: Queryable,
): Promise<Pick<OwnSignal, "phrase" | "category" | "strength" | "severity">[]> {
  const { phrase, category, strength, severity } = signals;
  return await run(
    db
      .select({ phrase, category, strength, severity })
      .from(signals)
      .where(eq(signals.enabled, true))
      .orderBy(signals.id)
      .limit(signalsMax),
  );
}

/** Any fixed number: whoever adds a signal holds this lock until it is counted and stored. */
const signalsLock = 7_041_906_233;

/** Stores a signal; `full` when there are as many as there may be, `known` when the phrase is there already. */
export async function insertSignal(
  db: Queryable,
  signal: NewStoredSignal,
): Promise<OwnSignal | "full" | "known"> {
  return await run(
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${signalsLock})`);
      if ((await tx.$count(signals)) >= signalsMax) return "full";
      const [row] = await tx.insert(signals).values(signal).onConflictDoNothing().returning();
      return row ? signalOf(row) : "known";
    }),
  );
}

/** Turns a signal on or off; null when there is none with this id. */
export async function setSignalEnabled(
  db: Queryable,
  id: string,
  change: Pick<NewStoredSignal, "enabled" | "changedById" | "changedBy" | "changedAt">,
): Promise<OwnSignal | null> {
  const [row] = await run(db.update(signals).set(change).where(eq(signals.id, id)).returning());
  return row ? signalOf(row) : null;
}
