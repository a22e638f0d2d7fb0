/**
 * How much was used within the last minute, from two buckets: this minute of the clock, and as much of the one before
 * as the last sixty seconds still cover. db/queries/caller-windows.ts counts in the same way, for all replicas.
 */
export const windowMs = 60_000;

export interface Window {
  /** Beginning of the current minute. */
  startedMs: number;
  current: number;
  /** Of the minute before. */
  previous: number;
}

/** The window as it is now, whenever it was written. */
export function windowAt(window: Window | null, nowMs: number): Window {
  const startedMs = Math.floor(nowMs / windowMs) * windowMs;
  if (window === null || window.startedMs < startedMs - windowMs)
    return { startedMs, current: 0, previous: 0 };
  if (window.startedMs === startedMs - windowMs) return { startedMs, current: 0, previous: window.current };
  return window;
}

/** What counts of a window: between 0 and 1 of the minute before. */
export function usedOf({ startedMs, current, previous }: Window, nowMs: number): number {
  const left = Math.max(0, 1 - (nowMs - startedMs) / windowMs);
  return current + previous * left;
}

/** How long until `amount` more fits into the limit, in milliseconds; 0: it does now. */
export function waitMsFor(
  window: Window,
  { amount, limit, nowMs }: { amount: number; limit: number; nowMs: number },
): number {
  const { startedMs, current, previous } = windowAt(window, nowMs);
  const room = limit - Math.min(amount, limit);
  /** When so much of a bucket is left as there is room beside what counts in full. */
  const whenLeft = (bucket: number, full: number) =>
    bucket <= room - full ? 0 : (1 - (room - full) / bucket) * windowMs;
  const at =
    current <= room ? startedMs + whenLeft(previous, current) : startedMs + windowMs + whenLeft(current, 0);
  return Math.max(0, at - nowMs);
}
