import type { GatewayEvent } from "#lib/contracts/events.ts";
import { eventsAfter } from "#lib/services/events.ts";
import { authorize } from "./authorize.ts";
import { getDatabase } from "./database.ts";
import { getEventHub } from "./event-hub.ts";
import { problemFor } from "./problem-for.ts";
import { requestIdOf } from "./request-id.ts";

/** Between two signs of life; proxies cut connections that are silent for about a minute. */
const heartbeatMs = 20_000;

/** Events kept for a client that does not read. */
const unreadEventsMax = 1000;

const frame = (event: GatewayEvent) =>
  `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`;

/**
 * `GET /api/v1/events`: server-sent events. A client that comes back with `Last-Event-ID` is told what it missed;
 * it may hear of an event twice, and tells by the event's id.
 */
export async function eventStream(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    await authorize(request, "triage:read");
    const body = await openStream(request.headers.get("last-event-id"), request.signal);
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        "x-request-id": requestId,
      },
    });
  } catch (error) {
    return problemFor(error, requestId, "streamEvents");
  }
}

/**
 * Subscribes before it reads what was missed, so that nothing falls between the two. A client that does not read is
 * let go; it comes back with the id of the last event it has seen.
 */
async function openStream(lastEventId: string | null, signal: AbortSignal): Promise<ReadableStream> {
  const encoder = new TextEncoder();
  const early: string[] = [];
  let send = (text: string): void => {
    early.push(text);
  };
  const unsubscribe = await getEventHub().subscribe((event) => send(frame(event)));
  const missed = lastEventId === null ? [] : await eventsAfter({ database: getDatabase() }, lastEventId);
  let heartbeat: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(heartbeat);
    unsubscribe();
    send = () => {};
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const close = () => {
        stop();
        controller.close();
      };
      send = (text) => {
        controller.enqueue(encoder.encode(text));
        if ((controller.desiredSize ?? 0) < -unreadEventsMax) close();
      };
      for (const text of [": connected\n\n", ...missed.map(frame), ...early]) send(text);
      heartbeat = setInterval(() => send(": still here\n\n"), heartbeatMs);
      if (signal.aborted) close();
      else signal.addEventListener("abort", close, { once: true });
    },
    cancel: stop,
  });
}
