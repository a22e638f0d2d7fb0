"use client";

import { ChevronRight, TriangleAlert, UserRoundCheck, UserRoundPen, UserRoundSearch } from "lucide-react";
import { memo, useState } from "react";
import { CategoryLabel, Confidence, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import {
  degradedReasonTexts,
  environmentNames,
  pathMeanings,
  pathNames,
  reviewNames,
  statusNames,
} from "#components/triage-card/words.ts";
import { classNames } from "#components/ui/class-names.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { RowLink } from "#components/ui/row-link.tsx";
import type { TicketListItem } from "#lib/contracts/tickets.ts";
import type { ReviewState } from "#lib/contracts/vocabulary.ts";
import { IncidentReports } from "./incident-reports.tsx";

interface TicketRowProps {
  item: TicketListItem;
  /** Came in while the list was open. */
  isNew: boolean;
  /** The row stands for all reports of its incident: shows them in a list of their own. null: for itself alone. */
  onIncident: ((incident: string) => void) | null;
}

/** One ticket in a dense line; on a phone in two or three. What happens to other rows does not draw this one again. */
export const TicketRow = memo(function TicketRow({ item, isNew, onIncident }: TicketRowProps) {
  const [open, setOpen] = useState(false);
  const place = [item.service, item.environment && environmentNames[item.environment], item.source]
    .filter(Boolean)
    .join(" · ");
  const repeats =
    onIncident && item.occurrences > 1 ? (
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        title={`This incident was seen ${item.occurrences} times`}
        className="relative z-1 -mx-1 -my-1 flex min-h-6 min-w-6 cursor-default items-center justify-end gap-0.5 rounded-sm px-1 font-medium text-ink-muted tabular-nums hover:bg-sunken hover:text-ink"
      >
        <ChevronRight
          aria-hidden
          className={classNames("size-3 transition-transform", open && "rotate-90")}
        />
        <span aria-hidden>×{item.occurrences}</span>
        <span className="sr-only">seen {item.occurrences} times, show the reports</span>
      </button>
    ) : (
      <Occurrences count={item.occurrences} />
    );
  return (
    <li
      className={classNames(
        open ? null : "row-lazy max-lg:[--row-height:4.75rem]",
        "border-b",
        isNew && "animate-arrive",
      )}
    >
      <div
        className={classNames(
          "relative grid grid-cols-[auto_1fr_auto] items-center gap-x-3 px-4 py-2.5 text-sm hover:bg-hover has-focus-visible:bg-hover sm:px-6 lg:grid-cols-[auto_5.5rem_minmax(0,1fr)_10rem_5.5rem_5.5rem_3.5rem_2.5rem]",
        )}
      >
        <span className="row-span-2 self-start pt-px lg:row-span-1 lg:self-center lg:pt-0">
          {item.severity ? <SeverityBadge severity={item.severity} /> : null}
        </span>
        <span className="hidden text-ink-muted lg:flex">
          {item.category ? <CategoryLabel category={item.category} /> : null}
        </span>
        <div className="flex min-w-0 items-baseline gap-2.5">
          <RowLink
            href={`/tickets/${item.id}`}
            className="-my-0.5 max-w-full shrink-0 truncate py-0.5 lg:max-w-[80%]"
          >
            <bdi>{visibleLine(item.title)}</bdi>
          </RowLink>
          <bdi className="hidden truncate text-ink-faint lg:block">{beyondTitle(item)}</bdi>
        </div>
        <span className="hidden truncate text-ink-muted lg:block" title={place}>
          {place}
        </span>
        <span className="hidden items-center gap-1 text-ink-muted lg:flex" title={pathTitle(item)}>
          {item.status === "done" ? pathNames[item.path] : statusNames[item.status]}
          {item.degraded ? <TriangleAlert aria-label="degraded" className="size-3.5 text-warn" /> : null}
          <ReviewMark state={item.reviewState} />
        </span>
        <span className="hidden text-ink-muted lg:flex">
          {item.confidence === null ? null : <Confidence value={item.confidence} />}
        </span>
        <span className="hidden justify-end text-ink-muted tabular-nums lg:flex">{repeats}</span>
        <RelativeTime at={item.createdAt} form="short" className="text-right text-ink-faint tabular-nums" />
        <span className="col-span-2 col-start-2 flex min-w-0 items-center gap-x-2.5 text-xs text-ink-muted lg:hidden">
          {item.category ? <CategoryLabel category={item.category} /> : null}
          <span className="flex items-center gap-1" title={pathTitle(item)}>
            {item.status === "done" ? pathNames[item.path] : statusNames[item.status]}
            {item.degraded ? (
              <TriangleAlert aria-label="degraded" className="size-3.5 shrink-0 text-warn" />
            ) : null}
          </span>
          {item.confidence === null ? null : <Confidence value={item.confidence} />}
          <ReviewMark state={item.reviewState} />
          {repeats}
        </span>
        {place ? (
          <span className="col-span-2 col-start-2 truncate text-xs text-ink-faint lg:hidden">{place}</span>
        ) : null}
      </div>
      {open && onIncident ? <IncidentReports item={item} onAll={() => onIncident(item.incident)} /> : null}
    </li>
  );
});

const reviewIcons = { pending: UserRoundSearch, approved: UserRoundCheck, corrected: UserRoundPen } as const;

/** Whether a human has looked at the card or is to; nothing where none has to. */
function ReviewMark({ state }: { state: ReviewState }) {
  if (state === "none") return null;
  const Icon = reviewIcons[state];
  return (
    <span title={reviewNames[state]} className={state === "pending" ? "text-accent-ink" : "text-ink-faint"}>
      <Icon aria-label={reviewNames[state]} className="size-3.5 shrink-0" />
    </span>
  );
}

/** What a summary says beyond the title, with which many begin; where the title was cut, from the next whole word. */
function beyondTitle({ title, summary }: TicketListItem): string | null {
  if (summary === null) return null;
  const opening = title.replace(/…$/, "");
  const rest = summary.startsWith(opening)
    ? summary.slice(opening.length).replace(/^\S*[\s.:]*/, "")
    : summary;
  return visibleLine(rest);
}

function pathTitle({ status, path, degradedReason }: TicketListItem): string {
  if (status === "queued") return "Its card is made in a moment";
  if (status === "failed") return "No card could be made";
  const meaning = pathMeanings[path];
  return degradedReason ? `${meaning}. Degraded: ${degradedReasonTexts[degradedReason]}` : meaning;
}

function Occurrences({ count }: { count: number }) {
  if (count < 2) return null;
  return (
    <span title={`This incident was seen ${count} times`} className="whitespace-nowrap tabular-nums">
      <span aria-hidden>×{count}</span>
      <span className="sr-only">seen {count} times</span>
    </span>
  );
}
