import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { listTicketsOperation } from "#lib/contracts/ticket-operations.ts";
import type { TicketListItem, TicketPage } from "#lib/contracts/tickets.ts";
import { paramsOf, queryOf, type TicketFilters } from "./ticket-filters.ts";

export type FeedData = InfiniteData<TicketPage>;

/** The pages of a narrowed list; server and browser know them under the same key. */
export function feedQuery(filters: TicketFilters) {
  return infiniteQueryOptions({
    queryKey: ["tickets", paramsOf(filters).toString()],
    queryFn: ({ pageParam, signal }) => {
      const params = queryOf(filters);
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

/**
 * All rows of the pages read so far; a ticket that moved between two reads counts once, and with `once` an incident
 * does.
 */
export function rowsOf(data: FeedData, once: boolean): TicketListItem[] {
  const seen = new Set<string>();
  return data.pages
    .flatMap(({ items }) => items)
    .filter((item) => {
      const key = once ? item.incident : item.id;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

const mapItems = (data: FeedData, change: (items: TicketListItem[]) => TicketListItem[]): FeedData => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: change(page.items) })),
});

/** The list with a ticket on top that just came in, in the place of those it stands for. */
export function withNewest(data: FeedData, item: TicketListItem, once: boolean): FeedData {
  const others = mapItems(data, (items) =>
    items.filter(({ id, incident }) => id !== item.id && !(once && incident === item.incident)),
  );
  const [first, ...rest] = others.pages;
  if (!first) return data;
  return { ...others, pages: [{ ...first, items: [item, ...first.items] }, ...rest] };
}

/** True when a row of the list is this ticket. */
export function holds(data: FeedData, { id }: TicketListItem): boolean {
  return data.pages.some(({ items }) => items.some((item) => item.id === id));
}

/** True when a row of the list is a report of the same incident. */
export function holdsIncidentOf(data: FeedData, { incident }: TicketListItem): boolean {
  return data.pages.some(({ items }) => items.some((item) => item.incident === incident));
}

/** The list with a ticket as it is now, in its place. */
export function withChanged(data: FeedData, changed: TicketListItem): FeedData {
  return mapItems(data, (items) => items.map((item) => (item.id === changed.id ? changed : item)));
}

/** The list with every report of an incident counting what was heard of it last. */
export function withCount(data: FeedData, { incident, occurrences }: TicketListItem): FeedData {
  return mapItems(data, (items) =>
    items.map((item) => (item.incident === incident ? { ...item, occurrences } : item)),
  );
}
