import { eventsQuerySchema, type GatewayEvent, gapEvent } from "#lib/contracts/events.ts";
import { streamEventsOperation } from "#lib/contracts/ticket-operations.ts";
import { isUnavailable } from "#lib/core/errors.ts";
import { eventsAfter, getNewestEventId } from "#lib/services/tickets/events.ts";
import { authorize } from "./authorize.ts";
import { getDatabase } from "./database.ts";
import { getEventHub } from "./event-hub.ts";
import { parse, queryOf } from "./handle.ts";
import { problemFor } from "./problem-for.ts";
import { requestIdOf } from "./request-id.ts";

/** Between two signs of life; proxies cut connections that are silent for about a minute. */
const heartbeatMs = 20_000;
/** Events kept for a client that does not read. */
const unreadEventsMax = 1000;

const { id } = streamEventsOperation;

const frame = (event: GatewayEvent) =>
  `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`;

/** Says where the story stands without telling anything: who is cut off before the first event comes back with it. */
const standing = (eventId: string) => `id: ${eventId}\n\n`;
const gap = `event: ${gapEvent}\ndata: {}\n\n`;

/**
 * `GET /api/v1/events`: server-sent events. A client that comes back with `Last-Event-ID`, or `after`, is told what it
 * missed; it may hear of an event twice, and tells by the event's id. Whoever may no longer listen is let go at the next
 * heartbeat.
 */
export async function eventStream(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const authorized = () => authorize(request, "triage:read");
  try {
    await authorized();
    const { after } = await parse(eventsQuerySchema, queryOf(request));
    const lastEventId = request.headers.get("last-event-id") ?? after ?? null;
    const body = await openStream(lastEventId, request.signal, authorized);
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        "x-request-id": requestId,
      },
    });
  } catch (error) {
    return problemFor(error, requestId, id);
  }
}

/**
 * Subscribes before it reads what was missed, so that nothing falls between the two. A client that does not read is
 * let go; it comes back with the id of the last event it has seen.
 */
async function openStream(
  lastEventId: string | null,
  signal: AbortSignal,
  authorized: () => Promise<unknown>,
): Promise<ReadableStream> {
  const encoder = new TextEncoder();
  const early: string[] = [];
  let send = (text: string): void => {
    early.push(text);
  };
  const unsubscribe = await getEventHub().subscribe((event) => send(frame(event)));
  const missed = await framesOfMissed(lastEventId).catch((error: unknown) => {
    unsubscribe();
    throw error;
  });
  let heartbeat: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(heartbeat);
    unsubscribe();
    send = () => {};
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let open = true;
      const close = () => {
        if (!open) return;
        open = false;
        stop();
        controller.close();
      };
      send = (text) => {
        if (!open) return;
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -unreadEventsMax) close();
      };
      heartbeat = setInterval(() => {
        send(": still here\n\n");
        authorized().catch((error: unknown) => {
          // While nobody can say who they are, listeners stay.
          if (!isUnavailable(error)) close();
        });
      }, heartbeatMs);
      for (const text of [": connected\n\n", ...missed, ...early]) send(text);
      if (signal.aborted) close();
      else signal.addEventListener("abort", close, { once: true });
    },
    cancel: stop,
  });
}

async function framesOfMissed(lastEventId: string | null): Promise<string[]> {
  const ctx = { database: getDatabase() };
  const missed = lastEventId === null ? null : await eventsAfter(ctx, lastEventId);
  if (missed?.complete) return missed.events.map(frame);
  const newest = await getNewestEventId(ctx);
  const where = newest === null ? [] : [standing(newest)];
  return missed === null ? where : [gap, ...where, ...missed.events.map(frame)];
}
