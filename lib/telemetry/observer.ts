import type { Observer } from "#lib/services/observer.ts";
import type { Meters } from "./meters.ts";

/** Counts what goes on. */
export function createObserver(meters: Meters): Observer {
  return {
    decided: meters.decided,
    async aroundCall(_call, make) {
      const made = await make();
      if (made) meters.called(made.attempt);
      return made;
    },
    around: (_part, work) => work(),
    answered: meters.answered,
    replayed: meters.replayed,
    callbackTried: meters.callbackTried,
  };
}
