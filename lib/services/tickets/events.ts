import type { Database } from "#db/client.ts";
import { findBudget } from "#db/queries/budgets.ts";
import { findEvent, findNewestEventId, listEventsAfter, type StoredEvent } from "#db/queries/events.ts";
import { findTicketListItems } from "#db/queries/tickets.ts";
import type { GatewayEvent } from "#lib/contracts/events.ts";

interface EventContext {
  database: Database;
}

/** Events with what they are about as it is now; an event whose ticket or budget is gone is left out. */
async function withSubjects(ctx: EventContext, events: readonly StoredEvent[]): Promise<GatewayEvent[]> {
  const tickets = await findTicketListItems(
    ctx.database,
    events.flatMap(({ ticketId }) => ticketId ?? []),
  );
  const told = await Promise.all(
    events.map((event) => (event.data ? noticeOf(ctx, event) : ticketEvent(event))),
  );
  return told.flatMap((event) => event ?? []);

  function ticketEvent({ id, type, ticketId }: StoredEvent): GatewayEvent | null {
    const data = ticketId === null ? undefined : tickets.get(ticketId);
    return data && type !== "budget.warning" && type !== "price.unknown" ? { id, type, data } : null;
  }
}

async function noticeOf({ database }: EventContext, { id, data }: StoredEvent): Promise<GatewayEvent | null> {
  if (data === null) return null;
  if ("model" in data) return { id, type: "price.unknown", data };
  const budget = await findBudget(database, data.budgetId);
  return budget && { id, type: "budget.warning", data: { budget, percent: data.percent } };
}

/** An event with its ticket; empty when one of them is gone. */
export async function getEvent(ctx: EventContext, id: string): Promise<GatewayEvent[]> {
  const event = await findEvent(ctx.database, id);
  return event ? await withSubjects(ctx, [event]) : [];
}

/** Where the story stands; null before the first event. */
export async function getNewestEventId(ctx: EventContext): Promise<string | null> {
  return await findNewestEventId(ctx.database);
}

/**
 * What happened after an event, oldest first, at most 500. `complete` is false after a longer absence, of which the
 * newest are told, and when nobody knows the event any more: whoever shows a list then reads it anew.
 */
export async function eventsAfter(
  ctx: EventContext,
  id: string,
): Promise<{ events: GatewayEvent[]; complete: boolean }> {
  const { events, complete } = await listEventsAfter(ctx.database, id);
  return { events: await withSubjects(ctx, events), complete };
}
