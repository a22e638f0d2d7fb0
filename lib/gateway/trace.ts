import type { TraceEvent } from "../contracts/trace.ts";
import type { Runtime } from "../core/runtime.ts";
import type { EngineObserver } from "./observer.ts";

type WithoutTime<Event> = Event extends TraceEvent ? Omit<Event, "atMs"> : never;

/** A decision as its maker tells it; the recorder knows when. */
type Decision = WithoutTime<TraceEvent>;

/** Decisions kept of one operation; far beyond what a deadline leaves room for. */
const keptDecisions = 200;

/** The decisions of one operation, in their order. */
export interface TraceRecorder {
  /** The operation's start on the runtime's monotonic clock. */
  readonly startedMs: number;
  /** `sinceMs`, on the same clock, for what is told after it began. */
  add(decision: Decision, sinceMs?: number): void;
  events(): TraceEvent[];
}

interface RecorderContext {
  runtime: Pick<Runtime, "elapsedMs">;
  /** Hears every decision when it is made, also those beyond what is kept. */
  observer: Pick<EngineObserver, "decided">;
}

/** A recorder for an operation that began at `startedMs` on the runtime's monotonic clock. */
export function recordTrace(
  { runtime, observer }: RecorderContext,
  startedMs: number = runtime.elapsedMs(),
): TraceRecorder {
  const events: TraceEvent[] = [];
  return {
    startedMs,
    add: (decision, sinceMs = runtime.elapsedMs()) => {
      const event: TraceEvent = { ...decision, atMs: Math.max(0, sinceMs - startedMs) };
      observer.decided(event);
      if (events.length < keptDecisions) events.push(event);
    },
    events: () => [...events],
  };
}
