"use client";

import { showExactTime } from "./exact-time.tsx";
import { relativeTimeText } from "./relative-time-text.ts";
import { useNow } from "./use-now.ts";

interface RelativeTimeProps {
  /** ISO 8601. */
  at: string;
  form?: "short" | "long";
  className?: string;
}

/** An age that keeps itself up to date; the exact moment, in the viewer's zone, on hover. */
export function RelativeTime({ at, form = "long", className }: RelativeTimeProps) {
  const nowMs = useNow();
  return (
    <time dateTime={at} onMouseEnter={showExactTime} suppressHydrationWarning className={className}>
      {relativeTimeText(Date.parse(at), nowMs, form)}
    </time>
  );
}
