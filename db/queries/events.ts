import { and, desc, eq, gte, ne, sql } from "drizzle-orm";
import type { eventTypes } from "../../lib/contracts/events.ts";
import type { Database, Queryable } from "../client.ts";
import { events, type Notice } from "../schema/events.ts";
import { eventChannel, eventTime } from "./event-channel.ts";
import { run } from "./run.ts";

export interface StoredEvent {
  id: string;
  type: (typeof eventTypes)[number];
  /** null for a notice. */
  ticketId: string | null;
  /** What a notice says. */
  data: Notice | null;
}

const eventColumns = { id: events.id, type: events.type, ticketId: events.ticketId, data: events.data };

/**
 * Events committed a little before one that a listener already knows may have been announced after it, because ids
 * are made before the commit. Longest such transaction, in seconds.
 */
const overlapSeconds = 5;

export interface EventListener {
  /** An event was committed, by any process. */
  onEvent(eventId: string): void;
  /** The connection listens, for the first time or again; what was announced in between was missed. */
  onListening?(): void;
}

/**
 * Hears of every committed event, on a connection of its own that is opened again when it breaks. Resolves when it
 * listens for the first time.
 */
export async function listenForEvents(
  db: Database,
  { onEvent, onListening }: EventListener,
): Promise<{ close(): Promise<void> }> {
  const { unlisten } = await run(db.$client.listen(eventChannel, onEvent, onListening));
  return { close: unlisten };
}

export async function findEvent(db: Queryable, id: string): Promise<StoredEvent | null> {
  const [event] = await run(db.select(eventColumns).from(events).where(eq(events.id, id)));
  return event ?? null;
}

/** The id of the newest event; null before the first. */
export async function findNewestEventId(db: Queryable): Promise<string | null> {
  const [newest] = await run(db.select({ id: events.id }).from(events).orderBy(desc(events.id)).limit(1));
  return newest?.id ?? null;
}

/**
 * What happened after an event, oldest first, at most `limit`. `complete` is false when there was more, of which these
 * are the newest, and when `eventId` is unknown, which tells nothing. May repeat events of the seconds before.
 */
export async function listEventsAfter(
  db: Queryable,
  eventId: string,
  limit = 500,
): Promise<{ events: StoredEvent[]; complete: boolean }> {
  const since = sql`(select ${events.createdAt} - make_interval(secs => ${overlapSeconds}) from ${events} where ${events.id} = ${eventId})`;
  const newest = await run(
    db
      .select(eventColumns)
      .from(events)
      .where(and(gte(events.createdAt, since), ne(events.id, eventId)))
      .orderBy(desc(events.createdAt), desc(events.id))
      .limit(limit + 1),
  );
  const isKnown = newest.length > 0 || (await findEvent(db, eventId)) !== null;
  return { events: newest.slice(0, limit).reverse(), complete: isKnown && newest.length <= limit };
}

/** Tells listeners of a model whose price is unknown. */
export async function insertUnknownPrice(db: Queryable, id: string, model: string): Promise<void> {
  await run(
    db.execute(sql`
      with new_event as (
        insert into events (id, type, data, created_at)
        values (${id}, 'price.unknown', jsonb_build_object('model', ${model}::text), ${eventTime}) returning id
      )
      select pg_notify(${eventChannel}, id) from new_event`),
  );
}
