"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { BellRing, CheckCheck, Lock } from "lucide-react";
import Link from "next/link";
import { memo, type ReactNode, useDeferredValue, useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { isMutedForPage } from "#components/console/is-muted.ts";
import { useAcknowledge } from "#components/escalations/use-escalations.ts";
import { ActDialog } from "#components/review-acts/act-dialog.tsx";
import { actOfKey, actsAt, isDecided, type ReviewAct } from "#components/review-acts/acts.ts";
import { actIcons } from "#components/review-acts/review-acts.tsx";
import { actWords } from "#components/review-acts/words.ts";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Acknowledgement, ReviewItem } from "#lib/contracts/reviews.ts";
import { ApproveAlike } from "./approve-alike.tsx";
import { alikeOf } from "./proposal.ts";
import { QueueFilters } from "./queue-filters.tsx";
import { queueQuery } from "./queue-query.ts";
import { isNarrowed, type QueueState, type QueueView } from "./queue-state.ts";
import { ReviewClocks } from "./review-clocks.tsx";

const views: readonly { view: QueueView; name: string; none: string }[] = [
  { view: "open", name: "Open", none: "Nothing waits for a human." },
  { view: "escalated", name: "Overdue", none: "Every card is within its time." },
  { view: "snoozed", name: "Snoozed", none: "Nothing is put away." },
  { view: "decided", name: "Decided", none: "Nothing was decided yet." },
];

/** An act on a decided card that is about to be given a reason. */
interface Asked {
  triageId: string;
  act: ReviewAct;
}

interface QueueListProps {
  reviewerId: string;
  /** Whether this person is told of what waits too long. */
  runsQueue: boolean;
  state: QueueState;
  onShow: (next: QueueState) => void;
  holding: string | null;
  onTake: (triageId: string) => void;
}

/** Everything that waits, what is due first on top. */
export function QueueList({ reviewerId, runsQueue, state, onShow, holding, onTake }: QueueListProps) {
  const { mutate: note } = useAcknowledge();
  const { view, filters } = state;
  const [asked, setAsked] = useState<Asked | null>(null);
  const queue = useInfiniteQuery(queueQuery(state));
  // The card in hand comes first; the list is drawn in steps between which the browser answers.
  const data = useDeferredValue(queue.data);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const waiting = data?.pages[0]?.waiting;
  const counts: Partial<Record<QueueView, number>> = waiting
    ? { open: waiting.open, escalated: waiting.escalated }
    : {};
  return (
    <section aria-label="Queue" className="flex min-h-0 flex-col">
      <div className="flex items-center gap-1 border-b px-2 py-1.5">
        {views.map((each) => (
          <button
            key={each.view}
            type="button"
            aria-pressed={view === each.view}
            onClick={() => onShow({ ...state, view: each.view })}
            className={classNames(
              "flex h-7 items-center gap-1 rounded-md px-2 text-xs font-medium",
              view === each.view ? "bg-hover text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
            )}
          >
            {each.name}
            {counts[each.view] ? (
              <span className="text-ink-faint tabular-nums">{counts[each.view]}</span>
            ) : null}
          </button>
        ))}
      </div>
      <QueueFilters filters={filters} onChange={(narrowed) => onShow({ ...state, filters: narrowed })} />
      {view === "open" || view === "escalated" ? <ApproveAlike groups={alikeOf(items)} /> : null}
      {queue.isPending || (queue.data && !data) ? <Waiting /> : null}
      {queue.isError && !queue.data ? (
        <div className="p-3">
          <ErrorState title="The queue could not be read" retry={() => void queue.refetch()}>
            {toProblemError(queue.error).problem.detail}
          </ErrorState>
        </div>
      ) : null}
      {data && items.length === 0 ? (
        <p className="p-4 text-sm text-ink-muted">
          {isNarrowed(filters)
            ? "Nothing here matches the filters."
            : views.find((each) => each.view === view)?.none}
        </p>
      ) : null}
      <ul aria-label="Cards in the queue" className="min-h-0 flex-1 overflow-y-auto">
        {items.map((item) => (
          <QueueRow
            key={item.triageId}
            onAsk={setAsked}
            item={item}
            current={item.triageId === holding}
            mine={item.claim?.by.id === reviewerId}
            onTake={onTake}
            onNote={runsQueue ? note : null}
          />
        ))}
        {queue.hasNextPage ? (
          <li className="p-2">
            <Button size="sm" className="w-full" onClick={() => void queue.fetchNextPage()}>
              Show more
            </Button>
          </li>
        ) : null}
      </ul>
      <ActDialog
        triageId={asked?.triageId ?? ""}
        act={asked?.act ?? null}
        onClose={() => setAsked(null)}
        onReview={onTake}
      />
    </section>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-3 p-3">
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-10" />
      ))}
    </div>
  );
}

interface QueueRowProps {
  item: ReviewItem;
  onAsk: (asked: Asked) => void;
  current: boolean;
  mine: boolean;
  onTake: (triageId: string) => void;
  /** Takes note that the card waits too long; null for who does not run the queue. */
  onNote: ((what: Acknowledgement) => void) | null;
}

const QueueRow = memo(function QueueRow({ item, onAsk, ...rest }: QueueRowProps) {
  return isDecided(item) ? <DecidedRow item={item} onAsk={onAsk} /> : <WaitingRow item={item} {...rest} />;
});

function WaitingRow({ item, current, mine, onTake, onNote }: Omit<QueueRowProps, "onAsk">) {
  const takenBy = item.claim && !mine ? item.claim.by.name : null;
  const { escalation } = item;
  return (
    <li
      className={classNames(
        "row-lazy flex items-center border-b [--row-height:5.25rem]",
        current ? "bg-accent-soft" : "",
      )}
    >
      <button
        type="button"
        data-row
        aria-current={current ? "true" : undefined}
        disabled={takenBy !== null}
        onClick={() => onTake(item.triageId)}
        className={classNames(
          "flex min-w-0 flex-1 flex-col gap-1 px-3 py-2 text-left outline-offset-[-2px] disabled:cursor-default",
          current ? "" : "enabled:hover:bg-hover",
        )}
      >
        <RowWords item={item}>
          {takenBy ? (
            <>
              <Lock aria-hidden className="size-3" />
              {takenBy}
            </>
          ) : null}
        </RowWords>
        <ReviewClocks item={item} />
        {item.escalation ? <Escalated escalation={item.escalation} /> : null}
      </button>
      {onNote && escalation?.acknowledgedBy === null ? (
        <Button
          look="ghost"
          size="icon"
          className="mr-1"
          title="Acknowledge"
          aria-label={`Acknowledge: ${visibleLine(item.title)}`}
          onClick={() => onNote({ triageId: item.triageId, until: escalation.at })}
        >
          <CheckCheck aria-hidden />
        </Button>
      ) : null}
    </li>
  );
}

function Escalated({ escalation }: { escalation: NonNullable<ReviewItem["escalation"]> }) {
  return (
    <span className="flex min-w-0 items-center gap-1 text-xs text-ink-muted">
      <BellRing aria-hidden className="size-3 shrink-0" />
      <span className="truncate">
        {escalation.acknowledgedBy === null ? (
          "Managers are told"
        ) : (
          <>
            Noted by <bdi>{escalation.acknowledgedBy}</bdi>
          </>
        )}
      </span>
    </span>
  );
}

/** A decided card opens on its ticket's page; R and O take its decision up again without leaving the queue. */
function DecidedRow({ item, onAsk }: Pick<QueueRowProps, "item" | "onAsk">) {
  const { triageId, ticketId, title, decided } = item;
  const acts = actsAt("decided", true);
  return (
    <li className="row-lazy flex items-center border-b pr-1 [--row-height:5.25rem] focus-within:bg-hover hover:bg-hover">
      <Link
        href={`/tickets/${ticketId}`}
        prefetch={false}
        data-row
        onKeyDown={(event) => {
          const act = actOfKey(event.key, acts);
          if (!act || isMutedForPage(event.nativeEvent)) return;
          event.preventDefault();
          onAsk({ triageId, act });
        }}
        className="flex min-w-0 flex-1 flex-col gap-1 py-2 pl-3 outline-offset-[-2px]"
      >
        <RowWords item={item}>{decided ? <RelativeTime at={decided.at} form="short" /> : null}</RowWords>
        <span className="truncate text-xs text-ink-muted">
          {decided?.action === "approve" ? "Approved" : "Corrected"} by <bdi>{decided?.by}</bdi>
        </span>
      </Link>
      {acts.map((act) => {
        const Icon = actIcons[act];
        const { name, key } = actWords[act];
        return (
          <Button
            key={act}
            look="ghost"
            size="icon"
            title={`${name}: ${key}`}
            aria-label={`${name}: ${visibleLine(title)}`}
            onClick={() => onAsk({ triageId, act })}
          >
            <Icon aria-hidden />
          </Button>
        );
      })}
    </li>
  );
}

function RowWords({ item, children }: { item: ReviewItem; children: ReactNode }) {
  return (
    <>
      <span className="flex w-full items-center gap-2">
        {item.severity ? <SeverityBadge severity={item.severity} /> : null}
        <span className="min-w-0 flex-1 truncate text-sm font-medium">
          <bdi>{visibleLine(item.title)}</bdi>
        </span>
      </span>
      <span className="flex w-full items-center gap-2 text-xs text-ink-muted">
        {item.category ? <CategoryLabel category={item.category} /> : null}
        {item.service ? <span className="truncate">{item.service}</span> : null}
        {item.occurrences > 1 ? <span className="tabular-nums">×{item.occurrences}</span> : null}
        {item.secondOpinion ? <span>Second opinion</span> : null}
        <span className="ml-auto flex shrink-0 items-center gap-1">{children}</span>
      </span>
    </>
  );
}
