import { confidenceBandOf } from "#lib/contracts/calibration.ts";
import { type TicketListItem, type TicketListQuery, ticketListQuerySchema } from "#lib/contracts/tickets.ts";
import { noValue } from "#lib/contracts/vocabulary.ts";

/** What the list is narrowed to; the words are the API's and stand in the address bar. */
export type TicketFilters = Partial<Omit<TicketListQuery, "cursor" | "limit">>;

const filterShape = ticketListQuerySchema.omit({ cursor: true, limit: true }).shape;

export const filterNames = [
  "severity",
  "category",
  "path",
  "review",
  "confidence",
  "source",
  "service",
  "team",
  "key",
  "model",
  "tier",
  "prompt",
  "policy",
  "degraded",
  "call",
  "decision",
  "said",
  "slower",
  "runbook",
  "from",
  "to",
  "q",
  "incident",
  "request",
  "repeats",
] as const satisfies readonly (keyof TicketFilters)[];
export type FilterName = (typeof filterNames)[number];

/** The list shows an incident once, unless its address says otherwise. */
const repeatsByDefault = "once";

/** Does the list show an incident once, however often it was reported? */
export const showsIncidentsOnce = ({ repeats, incident, request }: TicketFilters): boolean =>
  repeats !== "each" && incident === undefined && request === undefined;

/** Filters of an address; what the API would refuse is left out, so that an old link still opens. */
export function filtersOf(params: URLSearchParams): TicketFilters {
  const entries = filterNames.flatMap((name) => {
    const given = params.getAll(name).join(",");
    if (given === "") return [];
    const parsed = filterShape[name].safeParse(given);
    const isDefault = name === "repeats" && given === repeatsByDefault;
    return parsed.success && parsed.data !== "" && !isDefault ? [[name, parsed.data] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The filters as the API reads them. */
export function queryOf(filters: TicketFilters): URLSearchParams {
  const params = paramsOf(filters);
  if (!params.has("repeats")) params.set("repeats", repeatsByDefault);
  return params;
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

/** What cannot be told from a ticket's row. */
const undecidable = [
  "q",
  "team",
  "key",
  "model",
  "tier",
  "prompt",
  "policy",
  "runbook",
  "request",
  "call",
  "slower",
] as const;

/** False when only the server knows whether a ticket belongs to the list. */
export const isDecidable = (filters: TicketFilters): boolean =>
  undecidable.every((name) => filters[name] === undefined);

/**
 * Does a ticket that just came in belong to the list? Where that is not decidable, every ticket that passes the other filters
 * may belong.
 */
export function mayMatch(item: TicketListItem, filters: TicketFilters): boolean {
  const within = <Value>(allowed: readonly Value[] | undefined, value: Value | null) =>
    allowed === undefined || (value !== null && allowed.includes(value));
  const createdAt = Date.parse(item.createdAt);
  // Nobody has decided what just came in.
  if (filters.decision !== undefined || filters.said !== undefined) return false;
  return (
    (filters.degraded?.includes("any")
      ? item.degraded
      : within<string>(filters.degraded, item.degradedReason)) &&
    within(filters.severity, item.severity) &&
    within(filters.category, item.category) &&
    within(filters.path, item.path) &&
    within(filters.review, item.reviewState) &&
    within(filters.confidence, item.confidence === null ? null : confidenceBandOf(item.confidence)) &&
    (filters.incident === undefined || filters.incident === item.incident) &&
    (filters.source === undefined || filters.source === (item.source ?? noValue)) &&
    (filters.service === undefined || filters.service === (item.service ?? noValue)) &&
    (filters.from === undefined || createdAt >= Date.parse(filters.from)) &&
    (filters.to === undefined || createdAt < Date.parse(filters.to))
  );
}
