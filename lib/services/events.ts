import type { Database } from "#db/client.ts";
import { findEvent, listEventsAfter, type StoredEvent } from "#db/queries/events.ts";
import { findTicketListItem } from "#db/queries/tickets.ts";
import type { GatewayEvent } from "#lib/contracts/events.ts";

type EventContext = { database: Database };

async function withTicket(ctx: EventContext, event: StoredEvent): Promise<GatewayEvent[]> {
  const ticket = await findTicketListItem(ctx.database, event.ticketId);
  return ticket ? [{ id: event.id, type: event.type, data: ticket }] : [];
}

/** An event with the ticket as it is now; null when one of them is gone. */
export async function getEvent(ctx: EventContext, id: string): Promise<GatewayEvent | null> {
  const event = await findEvent(ctx.database, id);
  const [complete] = event ? await withTicket(ctx, event) : [];
  return complete ?? null;
}

/**
 * What happened after an event, oldest first. At most 500: after a longer absence the oldest are left out, and a page
 * that shows the list reads it anew anyway.
 */
export async function eventsAfter(ctx: EventContext, id: string): Promise<GatewayEvent[]> {
  const { events } = await listEventsAfter(ctx.database, id);
  const complete = await Promise.all(events.map((event) => withTicket(ctx, event)));
  return complete.flat();
}
