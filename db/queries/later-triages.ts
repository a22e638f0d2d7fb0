import { eq, inArray } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { tickets, ticketTexts } from "../schema/tickets.ts";
import { triages } from "../schema/triages.ts";
import { run } from "./run.ts";

/** A stored triage with what came in, to go on working on it. */
export interface LaterTriage {
  triage: typeof triages.$inferSelect;
  ticket: typeof tickets.$inferSelect;
  text: string;
  metadata: unknown;
}

export async function findLaterTriage(db: Queryable, triageId: string): Promise<LaterTriage | null> {
  const [found] = await run(
    db
      .select({
        triage: triages,
        ticket: tickets,
        text: ticketTexts.text,
        metadata: ticketTexts.metadata,
      })
      .from(triages)
      .innerJoin(tickets, eq(tickets.id, triages.ticketId))
      .innerJoin(ticketTexts, eq(ticketTexts.ticketId, tickets.id))
      .where(eq(triages.id, triageId)),
  );
  return found ?? null;
}

/** Which of these triages are stored. */
export async function findStoredTriages(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const found = await run(
    db
      .select({ id: triages.id })
      .from(triages)
      .where(inArray(triages.id, [...ids])),
  );
  return new Set(found.map(({ id }) => id));
}
