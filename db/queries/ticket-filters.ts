import { and, eq, gte, isNull, lt, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import type { TicketListQuery } from "../../lib/contracts/tickets.ts";
import { noValue } from "../../lib/contracts/vocabulary.ts";
import { base32, idTime, momentOfIdTime } from "../../lib/core/id-time.ts";
import { facetsOf, stretchCharacters, tickets } from "../schema/tickets.ts";
import { triageRunbooks } from "../schema/triage-runbooks.ts";
import { triages } from "../schema/triages.ts";
import { arrayParameter } from "./array-parameter.ts";

export const newerTickets = alias(tickets, "newer");
type TicketTable = typeof tickets | typeof newerTickets;

/**
 * All words of a search, as people type it: quotes, `or` and `-` work, and the last word may be unfinished. The
 * parsed query's text ends in a quote exactly when its last part is a word, which then becomes a prefix.
 */
function matches(words: string, search: SQLWrapper): SQL {
  const parsed = sql`websearch_to_tsquery('simple', ${words})::text`;
  return sql`${search} @@ (${parsed} || case when ${parsed} like '%''' then ':*' else '' end)::tsquery`;
}

/** A column has a value, or with `(none)` has none. */
function is(column: PgColumn, value: string | undefined): SQL | undefined {
  if (value === undefined || value === "") return undefined;
  return value === noValue ? isNull(column) : eq(column, value);
}

/** What is asked of a triage: model, tier, prompt and policy stand there. */
export const readingOf = ({ model, tier, prompt, policy }: TicketListQuery): SQL[] =>
  [
    is(triages.model, model),
    is(triages.tier, tier),
    is(triages.promptVersion, prompt),
    is(triages.policyVersion, policy),
  ].filter((condition) => condition !== undefined);

/** Whether a list is narrowed by what happened to tickets, which stands elsewhere and has indexes of its own. */
export const asksForEvents = ({ degraded, call, decision, said }: TicketListQuery): boolean =>
  [degraded, call, decision, said].some((words) => words !== undefined);

export const isOfReading = (query: TicketListQuery): boolean => readingOf(query).length > 0;

function readBy(query: TicketListQuery, span: Span, of: TicketTable): SQL | undefined {
  if (!isOfReading(query)) return undefined;
  // With the ticket's id and its span, for the index that has readings in the order of tickets.
  const own = [eq(triages.id, of.triageId), eq(triages.ticketId, of.id), ...idsIn(span, triages.ticketId)];
  return sql`exists (select from ${triages} where ${and(...own, ...readingOf(query))})`;
}

const facet = (name: string, value: string) => `${name}:${value === noValue ? "" : value}`;

/** Words of what is asked for: of each list one has to be there. */
function facetsAsked(query: TicketListQuery): string[][] {
  const { category, severity, path, review, confidence } = query;
  const several = { category, severity, path, review, confidence };
  const { source, service, team, key } = query;
  const single = { source, service, team, key };
  return [
    ...Object.entries(several).flatMap(([name, values]) =>
      values ? [values.map((value) => `${name}:${value}`)] : [],
    ),
    ...Object.entries(single).flatMap(([name, value]) => (value ? [[facet(name, value)]] : [])),
  ];
}

function haveFacets(asked: readonly string[][], of: TicketTable): SQL[] {
  const facets = facetsOf(of);
  const always = asked.flatMap((words) => (words.length === 1 ? words : []));
  return [
    ...(always.length > 0 ? [sql`${facets} @> ${arrayParameter(always)}::text[]`] : []),
    ...asked
      .filter((words) => words.length > 1)
      .map((words) => sql`${facets} && ${arrayParameter(words)}::text[]`),
  ];
}

/** Whether a list is narrowed by more than time and incident, which its indexes have in its order. */
export const isNarrowed = (query: TicketListQuery): boolean =>
  Boolean(query.q) || facetsAsked(query).length > 0 || isOfReading(query) || query.runbook !== undefined;

/** How far back is looked by what read the card or happened to it, unless a time is given. */
const lookBackMs = 90 * 24 * 60 * 60_000;

/** The query with the time that is looked through when none is given. */
export const withTime = (query: TicketListQuery): TicketListQuery =>
  (isOfReading(query) || asksForEvents(query)) && !query.from
    ? { ...query, from: new Date(Date.now() - lookBackMs).toISOString() }
    : query;

/** Longest time from a ticket's coming in to its being stored, which is when its id is made: the longest deadline. */
const storedWithinMs = 24 * 60 * 60_000;
/** How far a clock may have been set back in between. */
const clockStepMs = 60_000;

export const idAtMoment = (atMs: number): string => `tkt_${idTime(atMs)}`;

/** The moment in an id; NaN when it has none. */
export const momentOfId = (id: string): number => momentOfIdTime(id.slice(4, 14));

/** Ids from one, which is included, up to another, which is not; undefined: without an end. */
export interface Span {
  from: string | undefined;
  before: string | undefined;
}

export const idsIn = ({ from, before }: Span, id: SQLWrapper): SQL[] => [
  ...(from === undefined ? [] : [gte(id, from)]),
  ...(before === undefined ? [] : [lt(id, before)]),
];

/** The list is in the order of ids, so that a time is looked up as a span of ids. */
export const spanOf = ({ from, to }: TicketListQuery): Span => ({
  from: from && idAtMoment(Date.parse(from) - clockStepMs),
  before: to && idAtMoment(Date.parse(to) + storedWithinMs),
});

/** The exact moment decides near the ends of a time; elsewhere the id tells, and the planner is not told twice. */
function madeBetween({ from, to }: TicketListQuery, span: Span, of: TicketTable): SQL[] {
  const isAfter = from && span.from && momentOfId(span.from) >= Date.parse(from) + storedWithinMs;
  const isBefore = to && span.before && momentOfId(span.before) <= Date.parse(to) - clockStepMs;
  return [
    ...(from && !isAfter ? [gte(of.createdAt, new Date(from))] : []),
    ...(to && !isBefore ? [lt(of.createdAt, new Date(to))] : []),
  ];
}

/** Its triage points to a runbook; with the time around the ticket's, for the index that has a runbook's in that order. */
function pointsTo(runbook: string, { from, before }: Span, of: TicketTable): SQL {
  const { triageId, runbookId, createdAt } = triageRunbooks;
  const times = [
    from === undefined ? undefined : gte(createdAt, new Date(momentOfId(from) - storedWithinMs)),
    // A better card that came later has runbooks of its own.
    before === undefined ? undefined : lt(createdAt, new Date(momentOfId(before) + storedWithinMs)),
  ];
  const own = and(eq(triageId, of.triageId), eq(runbookId, runbook), ...times);
  return sql`exists (select from ${triageRunbooks} where ${own})`;
}

/** Everything that a query says but where its page begins, of a span of ids within its time. */
export function filtersOf(query: TicketListQuery, span = spanOf(query), of: TicketTable = tickets): SQL[] {
  const asked = facetsAsked(query);
  const stretches = asked.length > 0 ? stretchesOf(span) : null;
  const ids = idsIn(span, of.id);
  const given = [
    query.q ? matches(query.q, of.search) : undefined,
    ...haveFacets(stretches === null ? asked : [...asked, stretches], of),
    readBy(query, span, of),
    query.runbook ? pointsTo(query.runbook, span, of) : undefined,
    query.incident ? eq(of.incidentKey, query.incident) : undefined,
    // Stretches tell the time already; said twice, the planner would take what is found for much less than it is.
    ...(stretches === null ? ids : [sql`case when ${and(...ids)} then true else false end`]),
    ...madeBetween(query, span, of),
  ];
  return given.filter((condition) => condition !== undefined);
}

/** The time that the characters of a stretch leave out. */
export const stretchMs = 32 ** (10 - stretchCharacters);
const stretchesMax = 128;

/** The stretches of time in a span, as a facet; null where ids tell it better and where they are too many to be named. */
function stretchesOf({ from, before }: Span): string[] | null {
  if (from === undefined || before === undefined) return null;
  const [fromMs, beforeMs] = [momentOfId(from), momentOfId(before)];
  const first = Math.floor(fromMs / stretchMs);
  const count = Math.floor(beforeMs / stretchMs) - first + 1;
  if (!(beforeMs - fromMs >= stretchMs / 2 && count <= stretchesMax)) return null;
  return Array.from({ length: count }, (_, index) => `time:${base32(first + index, stretchCharacters)}`);
}

/** What the facets of a query say of the tickets in a span; null where it asks for none. */
export function facetsIn(query: TicketListQuery, span: Span): SQL | null {
  const asked = facetsAsked(query);
  if (asked.length === 0) return null;
  const stretches = stretchesOf(span);
  const facets = haveFacets(stretches === null ? asked : [...asked, stretches], tickets);
  // Not told to the planner, which would bet on the order of ids.
  return and(...facets, sql`case when ${and(...idsIn(span, tickets.id))} then true else false end`) ?? null;
}
