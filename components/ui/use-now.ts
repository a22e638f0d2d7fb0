"use client";

import { useSyncExternalStore } from "react";

const tickMs = 15_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times of a page, so that they move together. */
function onTick(changed: () => void): () => void {
  listeners.add(changed);
  timer ??= setInterval(() => {
    for (const listener of listeners) listener();
  }, tickMs);
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const currentTick = () => Math.floor(Date.now() / tickMs) * tickMs;

/** This moment, to a quarter of a minute; what shows it keeps itself up to date. Never behind. */
export const useNow = (): number => useSyncExternalStore(onTick, currentTick, currentTick) + tickMs;
