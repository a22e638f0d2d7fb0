"use client";

import { AlarmClock } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ReviewItem } from "#lib/contracts/reviews.ts";

/** How long the card waits, and which of its clocks ran out. */
export function DueClock({ item }: { item: ReviewItem }) {
  if (item.breached === null)
    return <RelativeTime at={item.queuedAt} form="short" className="tabular-nums" />;
  return (
    <Badge tone="danger" title={item.breached === "claim" ? "Nobody took it in time" : "Not decided in time"}>
      <AlarmClock aria-hidden />
      <span className="sr-only">overdue, waits </span>
      <RelativeTime at={item.queuedAt} form="short" />
    </Badge>
  );
}
