/** What ended a call before it was done. */
type LimitReached = "timed_out" | "aborted";

export interface CallLimit {
  /** Aborts when either limit is reached. */
  signal: AbortSignal;
  /** Which limit was reached first; null while none is. */
  reached(): LimitReached | null;
  /** Resolves when a limit is reached, so that a call which ignores its signal cannot hold anybody up. */
  whenReached: Promise<LimitReached>;
  /** Ends the timer. Call it when the call is done. */
  release(): void;
}

/** Limits a call by a time-out in milliseconds and by its caller's signal, and knows which of them it was. */
export function limitCall(timeoutMs: number, caller: AbortSignal): CallLimit {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<LimitReached>();
  let first: LimitReached | null = null;
  const reach = (limit: LimitReached) => {
    first ??= limit;
    controller.abort();
    resolve(first);
  };
  const abort = () => reach("aborted");
  const timer = setTimeout(() => reach("timed_out"), Math.max(0, timeoutMs));
  caller.addEventListener("abort", abort, { once: true });
  if (caller.aborted) abort();
  return {
    signal: controller.signal,
    reached: () => first,
    whenReached: promise,
    release: () => {
      clearTimeout(timer);
      caller.removeEventListener("abort", abort);
    },
  };
}
