import type { TraceEvent } from "../contracts/trace.ts";
import type { MadeCall, PlannedCall } from "./attempt.ts";

/** Sees what the engine does while it does it, for metrics and spans. Decides nothing, and never throws by itself. */
export interface EngineObserver {
  /** A decision of an operation, as its trace tells it. */
  decided(event: TraceEvent): void;
  /** Around one call to a model. Resolves with what the call comes to. */
  aroundCall(call: PlannedCall, make: () => Promise<MadeCall>): Promise<MadeCall>;
}

/** Where nobody looks. */
export const unobserved: EngineObserver = { decided: () => {}, aroundCall: (_call, make) => make() };
