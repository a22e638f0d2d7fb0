"use client";

import { useEffect, useState } from "react";
import { durationText } from "#components/amounts.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Holds the place of a card that is being made, and counts the time. `since`: when the text was sent, in ms since 1970. */
export function ReadingProgress({ since }: { since: number }) {
  const [nowMs, setNowMs] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="flex flex-col gap-5 overflow-hidden rounded-lg border bg-surface p-5 shadow-xs">
      <div className="-mx-5 -mt-5 h-0.5 overflow-hidden bg-sunken">
        <div className="h-full w-1/3 animate-slide bg-accent" />
      </div>
      <p className="flex items-baseline justify-between text-sm">
        <span className="font-medium">Reading the text…</span>
        <span aria-hidden className="text-ink-faint tabular-nums">
          {durationText(Math.max(0, nowMs - since))}
        </span>
      </p>
      <div className="flex items-center gap-3">
        <Skeleton className="h-8 w-11" />
        <div className="flex flex-1 flex-col gap-2">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-3 w-48 max-w-full" />
        </div>
      </div>
      {["w-full", "w-11/12", "w-3/4"].map((width) => (
        <Skeleton key={width} className={`h-3.5 ${width}`} />
      ))}
    </div>
  );
}
