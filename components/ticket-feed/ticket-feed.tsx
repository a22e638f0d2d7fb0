"use client";

import { type UseInfiniteQueryResult, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp, Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { useCallback, useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { PageHeader } from "#components/console/page-header.tsx";
import { useTicketEvents } from "#components/live/use-ticket-events.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { EventType } from "#lib/contracts/events.ts";
import type { TicketListItem } from "#lib/contracts/tickets.ts";
import {
  type FeedData,
  feedQuery,
  holds,
  holdsIncidentOf,
  rowsOf,
  withChanged,
  withCount,
  withNewest,
} from "./feed-query.ts";
import { FeedSkeleton } from "./feed-skeleton.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { LoadMore } from "./load-more.tsx";
import {
  filterNames,
  isDecidable,
  mayMatch,
  showsIncidentsOnce,
  type TicketFilters,
} from "./ticket-filters.ts";
import { TicketRow } from "./ticket-row.tsx";
import { useTicketFilters } from "./use-ticket-filters.ts";
import { ViewsMenu } from "./views-menu.tsx";

/** Nearer to the top than this, new rows may push the others down. */
const topWithinPx = 40;

const noneWaits: ReadonlySet<string> = new Set();

const isNarrowed = (filters: TicketFilters) =>
  filterNames.some((name) => name !== "repeats" && filters[name] !== undefined);

/** All tickets, newest first, as they come in after the event that was the newest when they were read. */
export function TicketFeed({ heardUntil }: { heardUntil: string | null }) {
  const queryClient = useQueryClient();
  const { filters, setFilters } = useTicketFilters();
  const once = showsIncidentsOnce(filters);
  const query = feedQuery(filters);
  const feed = useInfiniteQuery(query);
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(noneWaits);

  const changeFilters = useCallback<typeof setFilters>(
    (next, options) => {
      setWaiting(noneWaits);
      setFilters(next, options);
    },
    [setFilters],
  );

  const showIncident = useCallback((incident: string) => changeFilters({ incident }), [changeFilters]);

  const onEvent = (item: TicketListItem, type: EventType) => {
    const shown = queryClient.getQueryData<FeedData>(query.queryKey);
    if (shown && holds(shown, item)) {
      queryClient.setQueryData<FeedData>(query.queryKey, withChanged(shown, item));
      return;
    }
    // An older ticket that changed is no new one.
    if (type !== "triage.completed") return;
    const isRepeat = once && shown !== undefined && holdsIncidentOf(shown, item);
    if (isNarrowed(filters) || window.scrollY > topWithinPx) {
      // Rows stay where they are under a reader; a storm is seen to count.
      if (isRepeat) queryClient.setQueryData<FeedData>(query.queryKey, withCount(shown, item));
      else if (mayMatch(item, filters)) setWaiting((ids) => new Set(ids).add(item.id));
      return;
    }
    setArrived((ids) => new Set(ids).add(item.id));
    queryClient.setQueryData<FeedData>(query.queryKey, (data) => data && withNewest(data, item, once));
  };
  const connected = useTicketEvents({
    heardUntil,
    onEvent,
    onGap: () => void queryClient.invalidateQueries({ queryKey: query.queryKey }),
  });
  const showWaiting = async () => {
    setWaiting(noneWaits);
    window.scrollTo({ top: 0 });
    await queryClient.resetQueries({ queryKey: query.queryKey });
  };

  return (
    <>
      <div className="z-10 lg:sticky lg:top-0">
        <PageHeader title="Tickets">
          <div className="flex items-center gap-3">
            <LiveMark connected={connected} />
            <ViewsMenu filters={filters} onChange={changeFilters} />
          </div>
        </PageHeader>
        <FilterBar filters={filters} onChange={changeFilters} />
      </div>
      {waiting.size > 0 ? (
        <NewTickets count={isDecidable(filters) ? waiting.size : null} onShow={() => void showWaiting()} />
      ) : null}
      <FeedBody
        feed={feed}
        arrived={arrived}
        once={once}
        onIncident={showIncident}
        narrowed={isNarrowed(filters)}
        onClear={() => changeFilters({})}
      />
    </>
  );
}

interface FeedBodyProps {
  feed: UseInfiniteQueryResult<FeedData>;
  arrived: ReadonlySet<string>;
  /** An incident is one row. */
  once: boolean;
  onIncident: (incident: string) => void;
  narrowed: boolean;
  onClear: () => void;
}

function FeedBody({ feed, arrived, once, onIncident, narrowed, onClear }: FeedBodyProps) {
  if (feed.isPending) return <FeedSkeleton />;
  if (feed.isError && !feed.data) {
    const { problem, requestId } = toProblemError(feed.error);
    return (
      <div className="p-4 sm:p-6">
        <ErrorState
          title="The tickets could not be read"
          requestId={requestId}
          retry={() => void feed.refetch()}
        >
          {problem.detail}
        </ErrorState>
      </div>
    );
  }
  const rows = feed.data ? rowsOf(feed.data, once) : [];
  if (rows.length === 0) return narrowed ? <NoneMatch onClear={onClear} /> : <NoTickets />;
  return (
    <>
      <ul aria-label="Tickets, newest first" aria-busy={feed.isFetching}>
        {rows.map((item) => (
          <TicketRow
            // A storm keeps its row, and whether it is open, when a newer report stands for it.
            key={once ? item.incident : item.id}
            item={item}
            isNew={arrived.has(item.id)}
            onIncident={once ? onIncident : null}
          />
        ))}
      </ul>
      <LoadMore
        hasMore={feed.hasNextPage}
        loading={feed.isFetchingNextPage}
        failed={feed.isFetchNextPageError}
        onLoad={() => void feed.fetchNextPage()}
      />
    </>
  );
}

/** A count of null: some may not belong to the list. */
function NewTickets({ count, onShow }: { count: number | null; onShow: () => void }) {
  return (
    <div className="sticky top-14 z-10 flex h-0 justify-center lg:top-28">
      <Button look="primary" size="sm" onClick={onShow} className="mt-2 animate-rise rounded-full!">
        <ArrowUp aria-hidden />
        {count === null ? "Look for new tickets" : count === 1 ? "1 new ticket" : `${count} new tickets`}
      </Button>
    </div>
  );
}

function LiveMark({ connected }: { connected: boolean }) {
  return (
    <span role="status" className="flex items-center gap-1.5 text-xs text-ink-muted">
      <span aria-hidden className={`size-1.5 rounded-full ${connected ? "bg-good" : "bg-unknown"}`} />
      {connected ? "Live" : "Connecting…"}
    </span>
  );
}

function NoTickets() {
  return (
    <EmptyState
      icon={<Inbox />}
      title="No tickets yet"
      action={
        <div className="flex gap-2">
          <Link href="/" className={buttonClass("primary")}>
            Paste the first one
          </Link>
          <Link href="/docs" className={buttonClass()}>
            Send one by API
          </Link>
        </div>
      }
    >
      Every text that is triaged here or over the API shows up in this list.
    </EmptyState>
  );
}

function NoneMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title="No ticket matches"
      action={<Button onClick={onClear}>Clear all filters</Button>}
    >
      There are tickets, but none with all of these filters.
    </EmptyState>
  );
}
