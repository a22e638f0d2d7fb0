"use client";

import { useSyncExternalStore } from "react";
import { showExactTime } from "./exact-time.tsx";
import { relativeTimeText } from "./relative-time-text.ts";

const tickMs = 15_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all ages of a page, so that they move together. */
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

interface RelativeTimeProps {
  /** ISO 8601. */
  at: string;
  form?: "short" | "long";
  className?: string;
}

/** An age that keeps itself up to date; the exact moment, in the viewer's zone, on hover. */
export function RelativeTime({ at, form = "long", className }: RelativeTimeProps) {
  const nowMs = useSyncExternalStore(onTick, currentTick, currentTick) + tickMs;
  return (
    <time dateTime={at} onMouseEnter={showExactTime} suppressHydrationWarning className={className}>
      {relativeTimeText(Date.parse(at), nowMs, form)}
    </time>
  );
}
