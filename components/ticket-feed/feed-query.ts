import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { listTicketsOperation } from "#lib/contracts/operations.ts";
import type { TicketListItem, TicketPage } from "#lib/contracts/tickets.ts";
import { paramsOf, type TicketFilters } from "./ticket-filters.ts";

export type FeedData = InfiniteData<TicketPage>;

/** The pages of a narrowed list; server and browser know them under the same key. */
export function feedQuery(filters: TicketFilters) {
  return infiniteQueryOptions({
    queryKey: ["tickets", paramsOf(filters).toString()],
    queryFn: ({ pageParam, signal }) => {
      const params = paramsOf(filters);
      if (pageParam !== null) params.set("cursor", pageParam);
      const { path, answer } = listTicketsOperation;
      return callApi(`${path}?${params}`, answer, { signal });
    },
    initialPageParam: initialCursor(),
    getNextPageParam: (page) => page.nextCursor,
  });
}

function initialCursor(): string | null {
  return null;
}

/** All rows of the pages read so far; a ticket that moved between two reads counts once. */
export function rowsOf(data: FeedData): TicketListItem[] {
  return [...new Map(data.pages.flatMap(({ items }) => items).map((item) => [item.id, item])).values()];
}

/** The list with a ticket on top that just came in. */
export function withNewest(data: FeedData, item: TicketListItem): FeedData {
  const [first, ...rest] = data.pages;
  if (!first) return data;
  const others = first.items.filter(({ id }) => id !== item.id);
  return { ...data, pages: [{ ...first, items: [item, ...others] }, ...rest] };
}

/** True when a row of the list is this ticket. */
export function holds(data: FeedData, { id }: TicketListItem): boolean {
  return data.pages.some(({ items }) => items.some((item) => item.id === id));
}

/** The list with a ticket as it is now, in its place. */
export function withChanged(data: FeedData, changed: TicketListItem): FeedData {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => (item.id === changed.id ? changed : item)),
  }));
  return { ...data, pages };
}
