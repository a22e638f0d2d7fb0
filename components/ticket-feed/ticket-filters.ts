import { type TicketListItem, type TicketListQuery, ticketListQuerySchema } from "#lib/contracts/tickets.ts";

/** What the list is narrowed to; the words are the API's and stand in the address bar. */
export type TicketFilters = Omit<TicketListQuery, "cursor" | "limit">;

const filterShape = ticketListQuerySchema.omit({ cursor: true, limit: true }).shape;

export const filterNames = [
  "severity",
  "category",
  "path",
  "review",
  "source",
  "service",
  "from",
  "to",
  "q",
] as const satisfies readonly (keyof TicketFilters)[];
export type FilterName = (typeof filterNames)[number];

/** Filters of an address; what the API would refuse is left out, so that an old link still opens. */
export function filtersOf(params: URLSearchParams): TicketFilters {
  const entries = filterNames.flatMap((name) => {
    const given = params.getAll(name).join(",");
    if (given === "") return [];
    const parsed = filterShape[name].safeParse(given);
    return parsed.success && parsed.data !== "" ? [[name, parsed.data] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The address of filters; the same filters always give the same text. */
export function paramsOf(filters: TicketFilters): URLSearchParams {
  const entries = filterNames.flatMap((name) => {
    const value = filters[name];
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    return text === "" ? [] : [[name, text]];
  });
  return new URLSearchParams(entries);
}

/**
 * Does a ticket that just came in belong to the list? A search in the text cannot be decided here, so with one every
 * ticket that passes the other filters may belong.
 */
export function mayMatch(item: TicketListItem, filters: TicketFilters): boolean {
  const within = <Value>(allowed: readonly Value[] | undefined, value: Value | null) =>
    allowed === undefined || (value !== null && allowed.includes(value));
  const createdAt = Date.parse(item.createdAt);
  return (
    within(filters.severity, item.severity) &&
    within(filters.category, item.category) &&
    within(filters.path, item.path) &&
    within(filters.review, item.reviewState) &&
    (filters.source === undefined || filters.source === item.source) &&
    (filters.service === undefined || filters.service === item.service) &&
    (filters.from === undefined || createdAt >= Date.parse(filters.from)) &&
    (filters.to === undefined || createdAt < Date.parse(filters.to))
  );
}
