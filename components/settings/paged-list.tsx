"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toProblemError } from "#components/api-client.ts";
import { LoadMore } from "#components/ticket-feed/load-more.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

interface PagedListProps<Item> {
  /** What the list holds, in the plural: "keys". */
  things: string;
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[]; nextCursor: string | null }>>;
  /** What to show when there is nothing. */
  empty: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** A list read page by page, in each of its states. */
export function PagedList<Item>({ things, query, empty, children }: PagedListProps<Item>) {
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError && items.length === 0) {
    const { problem, requestId } = toProblemError(query.error);
    return (
      <div className="p-4">
        <ErrorState
          title={`The ${things} could not be read`}
          requestId={requestId}
          retry={() => void query.refetch()}
        >
          {problem.detail}
        </ErrorState>
      </div>
    );
  }
  if (query.isPending) {
    return (
      <div role="status" className="flex flex-col gap-4 p-4">
        <span className="sr-only">Loading {things}…</span>
        {["w-2/3", "w-1/2", "w-3/5"].map((width) => (
          <Skeleton key={width} className={`h-4 ${width}`} />
        ))}
      </div>
    );
  }
  if (items.length === 0) return empty;
  return (
    <>
      {children(items)}
      {query.hasNextPage || query.isFetchNextPageError ? (
        <LoadMore
          hasMore={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      ) : null}
    </>
  );
}
