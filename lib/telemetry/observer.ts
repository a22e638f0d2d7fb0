import type { Observer } from "#lib/services/observer.ts";
import type { Meters } from "./meters.ts";
import type { Tracing } from "./tracing.ts";

/** Counts what goes on and, where somebody collects them, makes spans of it. */
export function createObserver(meters: Meters, tracing: Tracing | null): Observer {
  return {
    decided(event) {
      meters.decided(event);
      tracing?.decided(event);
    },
    async aroundCall(call, make) {
      const made = await (tracing ? tracing.aroundCall(call, make) : make());
      if (made) meters.called(made.attempt);
      return made;
    },
    around: (part, work, factsOf) => (tracing ? tracing.around(part, work, factsOf) : work()),
    answered: meters.answered,
    replayed: meters.replayed,
    // Figures are made from what comes of a ticket.
    known: () => {},
    callbackTried: meters.callbackTried,
  };
}
