import { setTimeout as delay } from "node:timers/promises";
import { typeid } from "typeid-js";

type IdPrefix =
  | "aud"
  | "tri"
  | "tkt"
  | "att"
  | "key"
  | "usr"
  | "evt"
  | "run"
  | "req"
  | "job"
  | "msg"
  | "rev"
  | "sig"
  | "cal"
  | "bud"
  | "rsv";

/** The outside world a decision may depend on, handed in so that tests decide it. */
export interface Runtime {
  /** Wall clock. */
  now(): Date;
  /** Milliseconds of a clock that never goes back; only differences mean something. */
  elapsedMs(): number;
  /** 0 ≤ x < 1 */
  random(): number;
  /** Rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** `prefix_` and a UUIDv7 in base 32: ids sort by time. */
  newId(prefix: IdPrefix): string;
}

export const systemRuntime: Runtime = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  random: () => Math.random(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, { signal });
  },
  newId: (prefix) => typeid(prefix).toString(),
};
