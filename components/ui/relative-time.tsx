"use client";

import { useSyncExternalStore } from "react";
import { exactTimeText } from "./exact-time.tsx";
import { relativeTimeText } from "./relative-time-text.ts";
import { useInBrowser } from "./use-in-browser.ts";

const tickMs = 15_000;

function onTick(changed: () => void): () => void {
  const timer = setInterval(changed, tickMs);
  return () => clearInterval(timer);
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
  // The server does not know the viewer's zone: the exact moment comes with the browser.
  const inBrowser = useInBrowser();
  const then = new Date(at);
  return (
    <time
      dateTime={at}
      title={inBrowser ? exactTimeText(then) : undefined}
      suppressHydrationWarning
      className={className}
    >
      {relativeTimeText(then.getTime(), nowMs, form)}
    </time>
  );
}
