import type { TraceEvent } from "#lib/contracts/trace.ts";
import type { Observer } from "#lib/services/observer.ts";

/** A request to the API, as a span shows it: nothing that a caller wrote, but the identity of the caller's trace. */
interface TracedRequest {
  method: string;
  /** As OpenAPI writes it, without the ids of things. */
  route: string;
  requestId: string;
  /** The header of that name, of W3C Trace Context. */
  traceparent: string | null;
}

interface TracedJob {
  queue: string;
  /** null for work that is about no triage. */
  triageId: string | null;
}

/** Spans of this process: what the gateway does, as one tree for each request and for each job of the queue. */
export interface Tracing extends Pick<Observer, "around" | "aroundCall"> {
  aroundRequest(request: TracedRequest, work: () => Promise<Response>): Promise<Response>;
  aroundJob<Result>(job: TracedJob, work: () => Promise<Result>): Promise<Result>;
  /** A decision becomes an event of the span in which it was made. */
  decided(event: TraceEvent): void;
  /** Sends what was not sent yet, and gives up after a short while. */
  stop(): Promise<void>;
}
