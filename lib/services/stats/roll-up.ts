import { rebuildStats, rollUpStats } from "#db/queries/stats/roll-up.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** Brings the figures of the dashboards up to date. */
export async function rollUp({
  database,
  signal,
}: Pick<ServiceContext, "database" | "signal">): Promise<"done"> {
  await rollUpStats(database, signal);
  return "done";
}

/** Counts all figures anew from the rows that are there; `onWeek` hears how far it is. */
export async function rebuild(
  { database }: Pick<ServiceContext, "database">,
  onWeek: (until: Date) => void,
): Promise<void> {
  await rebuildStats(database, onWeek);
}
