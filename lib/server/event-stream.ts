import { listEventsAfter } from "#db/queries/events.ts";
import type { GatewayEvent } from "#lib/contracts/events.ts";
import { authorize } from "./authorize.ts";
import { getDatabase } from "./database.ts";
import { subscribe } from "./event-hub.ts";
import { problemFor } from "./problem-for.ts";
import { requestIdOf } from "./request-id.ts";

/** Between two signs of life; proxies cut connections that are silent for about a minute. */
const heartbeatMs = 20_000;

const frame = (event: GatewayEvent) =>
  `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`;

/**
 * `GET /api/v1/events`: server-sent events. A client that comes back with `Last-Event-ID` first gets what it missed.
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

async function openStream(lastEventId: string | null, signal: AbortSignal): Promise<ReadableStream> {
  const encoder = new TextEncoder();
  const sent = new Set<string>();
  let stop = () => {};
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const sendOnce = (event: GatewayEvent) => {
        if (!sent.has(event.id)) send(frame(event));
      };
      send(": connected\n\n");
      const unsubscribe = await subscribe(sendOnce);
      const heartbeat = setInterval(() => send(": still here\n\n"), heartbeatMs);
      stop = () => {
        clearInterval(heartbeat);
        unsubscribe();
      };
      signal.addEventListener("abort", () => {
        stop();
        controller.close();
      });
      if (lastEventId === null) return;
      for (const event of await listEventsAfter(getDatabase(), lastEventId)) {
        send(frame(event));
        sent.add(event.id);
      }
    },
    cancel: () => stop(),
  });
  return stream;
}
