import type { TriageStage } from "#lib/contracts/triage-stages.ts";
import { requestIdOf } from "./request-id.ts";

type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;
type Tell = (stage: TriageStage) => void;

/** Who hears what happens to a request. */
const listeners = new WeakMap<Request, Tell>();

/** Who is told of the stages of this request; null when it is answered in one piece. */
export const listenerOf = (request: Request): Tell | null => listeners.get(request) ?? null;

const wantsStream = (request: Request) => /\btext\/event-stream\b/.test(request.headers.get("accept") ?? "");

const frame = (event: string, data: string) => `event: ${event}\ndata: ${data}\n\n`;

/**
 * Tells whoever accepts `text/event-stream` what happens while the handler works, and then its answer: an event
 * `triage`, or `problem`. What is refused before anything has happened is answered as ever, with its status. Who hangs
 * up stops nothing: the triage is stored.
 */
export function withStages(handler: Handler): Handler {
  return async (request, route) => {
    if (!wantsStream(request)) return await handler(request, route);
    const encoder = new TextEncoder();
    const early: string[] = [];
    let send = (text: string): void => {
      early.push(text);
    };
    const first = Promise.withResolvers<null>();
    listeners.set(request, (stage) => {
      send(frame("stage", JSON.stringify(stage)));
      first.resolve(null);
    });
    const answering = handler(request, route);
    const refused = await Promise.race([first.promise, answering]);
    if (refused) return refused;
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        send = (text) => controller.enqueue(encoder.encode(text));
        for (const text of early) send(text);
        // A handler turns every error into a problem, so that this never rejects.
        const response = await answering;
        send(frame(response.ok ? "triage" : "problem", await response.text()));
        send = () => {};
        controller.close();
      },
      cancel() {
        send = () => {};
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        vary: "accept",
        "x-request-id": requestIdOf(request),
      },
    });
  };
}
