"use client";

import { AlarmClock, CheckCheck, Gavel, Hand } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import { dateFormat } from "#components/ui/date-format.ts";
import { showExactTime } from "#components/ui/exact-time.tsx";
import { useInBrowser } from "#components/ui/use-in-browser.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { ReviewItem } from "#lib/contracts/reviews.ts";
import { clockText } from "./clock-words.ts";
import { clocksOf, type ReviewClock } from "./clocks-of.ts";

const looks = {
  running: "text-ink-muted",
  breached: "rounded-sm bg-danger-soft px-1 font-medium text-danger",
  kept: "text-ink-faint",
  late: "text-danger",
} as const;

/** Both clocks of a card, which run apart: until somebody takes it, and until it is decided. */
export function ReviewClocks({ item, withDue = false }: { item: ReviewItem; withDue?: boolean }) {
  const { claim, decide } = clocksOf(item, useNow());
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-xs tabular-nums">
      <Clock clock={claim} withDue={withDue} />
      <Clock clock={decide} withDue={withDue} />
    </span>
  );
}

function Clock({ clock, withDue }: { clock: ReviewClock; withDue: boolean }) {
  const { name, state, dueAt } = clock;
  const Icon =
    state === "breached" ? AlarmClock : state === "kept" ? CheckCheck : name === "claim" ? Hand : Gavel;
  return (
    <span
      suppressHydrationWarning
      className={classNames("inline-flex items-center gap-1 whitespace-nowrap", looks[state])}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      <time dateTime={dueAt} onMouseEnter={showExactTime} suppressHydrationWarning>
        <span suppressHydrationWarning className="inline-block first-letter:uppercase">
          {clockText(clock)}
        </span>
        {withDue && state !== "kept" && state !== "late" ? (
          <DueAt at={dueAt} word={state === "breached" ? "due" : "by"} />
        ) : null}
      </time>
    </span>
  );
}

/** The hour it runs out, with the day where that is not today; told once the browser says in which zone. */
function DueAt({ at, word }: { at: string; word: string }) {
  const inBrowser = useInBrowser();
  if (!inBrowser) return null;
  const due = new Date(at);
  const isToday = due.toDateString() === new Date().toDateString();
  const format = dateFormat(isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
  return (
    <>
      , {word} {format.format(due)}
    </>
  );
}
