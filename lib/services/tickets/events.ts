import type { Database } from "#db/client.ts";
import { findEvent, findNewestEventId, listEventsAfter, type StoredEvent } from "#db/queries/events.ts";
import { findTicketListItems } from "#db/queries/tickets.ts";
import type { GatewayEvent } from "#lib/contracts/events.ts";

interface EventContext {
  database: Database;
}

/** Events with their tickets as they are now; an event whose ticket is gone is left out. */
async function withTickets(ctx: EventContext, events: readonly StoredEvent[]): Promise<GatewayEvent[]> {
  const tickets = await findTicketListItems(
    ctx.database,
    events.map((event) => event.ticketId),
  );
  return events.flatMap(({ id, type, ticketId }) => {
    const data = tickets.get(ticketId);
    return data ? [{ id, type, data }] : [];
  });
}

/** An event with its ticket; empty when one of them is gone. */
export async function getEvent(ctx: EventContext, id: string): Promise<GatewayEvent[]> {
  const event = await findEvent(ctx.database, id);
  return event ? await withTickets(ctx, [event]) : [];
}

/** Where the story stands; null before the first event. */
export async function getNewestEventId(ctx: EventContext): Promise<string | null> {
  return await findNewestEventId(ctx.database);
}

/**
 * What happened after an event, oldest first. At most 500: after a longer absence the oldest are left out, and a page
 * that shows the list reads it anew anyway.
 */
export async function eventsAfter(ctx: EventContext, id: string): Promise<GatewayEvent[]> {
  const { events } = await listEventsAfter(ctx.database, id);
  return await withTickets(ctx, events);
}
