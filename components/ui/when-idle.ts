/** Longest wait for a quiet moment, in milliseconds. */
const waitMaxMs = 3000;

/** Brings a part of the page in a quiet moment; one that does not come now is asked for again when it is needed. */
export const bringWhenIdle = (load: () => Promise<unknown>): (() => void) =>
  whenIdle(() => void load().catch(() => {}));

/** Does something in a moment in which the browser has nothing else to do; the answer takes it back. */
export function whenIdle(act: () => void): () => void {
  // Safari has no such callback.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(act, waitMaxMs / 2);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(act, { timeout: waitMaxMs });
  return () => cancelIdleCallback(asked);
}
