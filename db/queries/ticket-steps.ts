import { and, eq, type SQL, sql } from "drizzle-orm";
import type { TicketListQuery } from "../../lib/contracts/tickets.ts";
import type { Queryable } from "../client.ts";
import { tickets } from "../schema/tickets.ts";
import { triages } from "../schema/triages.ts";
import { arrayParameter } from "./array-parameter.ts";
import { run } from "./run.ts";
import {
  facetsIn,
  filtersOf,
  idAtMoment,
  idsIn,
  isOfReading,
  momentOfId,
  newerTickets,
  readingOf,
  type Span,
  spanOf,
  stretchMs,
} from "./ticket-filters.ts";

export interface TicketSearch {
  query: TicketListQuery;
  /** Id of the last ticket of the page before. */
  cursor: string | undefined;
  /** Of each incident only the newest report that passes the filters. */
  once: boolean;
  limit: number;
}

const hourMs = 3_600_000;
/** How far back from its start each step of a search ends; one more goes to the beginning. */
const stepsMs = [1, 8, 3 * 24, 14 * 24, 60 * 24, 240 * 24, 960 * 24].map((hours) => hours * hourMs);
/** From this step on it is worth to look ahead. */
const longFrom = 3;
const gapMs = 3 * 24 * hourMs;

/**
 * Ids of a list that is narrowed, newest first. Time is looked through in steps that go back further and further, until
 * there is enough: what is common is found in the first ones, and what is rare is little to read in a long one. Within a
 * step all that passes is found and then sorted, so that the planner does not bet on filling a page early.
 */
export async function findStepByStep(db: Queryable, search: TicketSearch): Promise<string[]> {
  const { query, limit } = search;
  const whole = await findWhole(db, search);
  if (whole === null) return [];
  const ids: string[] = [];
  const incidents: string[] = [];
  let { startMs, before } = whole;
  for (let turn = 0; ids.length < limit && before > whole.from; turn++) {
    const fromMs = startMs - (stepsMs[turn] ?? Number.POSITIVE_INFINITY);
    const step = { from: fromMs > whole.oldestMs ? idAtMoment(fromMs) : whole.from, before };
    const ahead =
      turn >= longFrom
        ? await lookAhead(db, query, { ...step, oldest: whole.from })
        : { ...everything, from: step.from };
    if (ahead.until !== null) {
      // What is asked for has had its time: before it there may be as much as there is of anything else.
      before = ahead.until;
      startMs = momentOfId(before);
      turn = -1;
      continue;
    }
    if (ahead.among?.length !== 0) {
      const left = { limit: limit - ids.length, without: incidents, among: ahead.among };
      const found = await findInStep(db, search, { from: ahead.from, before }, left);
      ids.push(...found.map(({ id }) => id));
      incidents.push(...found.map(({ incident }) => incident));
    }
    before = ahead.from;
  }
  return ids;
}

/** What is known before the tickets of a step are read. */
interface Ahead {
  /** Nothing from here on passes, and that is long; null: it is not known to be so. */
  until: string | null;
  /** How far back it is known what may pass: the whole step, or more. */
  from: string;
  /** All that may pass, where it is few; null: anything. */
  among: string[] | null;
}

const everything = { until: null, among: null };

/** Asks what is narrowed by indexes first: what is rare, or is no more, costs little then, and what has come to an end is not read at once. */
async function lookAhead(
  db: Queryable,
  query: TicketListQuery,
  { from, before, oldest }: { from: string; before: string; oldest: string },
): Promise<Ahead> {
  if (isOfReading(query)) {
    const read = await findRead(db, query, { from, before });
    if (read !== "many") {
      if (read.newest === null) return { until: null, from, among: [] };
      if (read.ids !== null) return { until: null, from, among: read.ids };
      if (isLongBefore(read.newest, before)) return { ...everything, from, until: justAfter(read.newest) };
    }
  }
  const nearMs = momentOfId(before) - stretchMs;
  const near = nearMs > momentOfId(from) ? idAtMoment(nearMs) : from;
  const inNear = facetsIn(query, { from: near, before });
  if (inNear === null) return { ...everything, from };
  const [counted] = await run(db.execute(sql`select count(*)::integer as n from ${tickets} where ${inNear}`));
  if (Number(counted?.n) > 0) return { ...everything, from };
  // None of the newest: asked once for all that is older, as each question reads the lists of the facets anew.
  const inRest = facetsIn(query, { from: oldest, before: near }) ?? sql`true`;
  const rest = await findFew(db, sql`select ${tickets.id} as id from ${tickets} where ${inRest}`);
  if (rest.newest === null) return { until: null, from: oldest, among: [] };
  if (rest.ids !== null) return { until: null, from: oldest, among: rest.ids };
  return { ...everything, from, until: justAfter(rest.newest) };
}

const isLongBefore = (id: string, before: string) => momentOfId(before) - momentOfId(id) > gapMs;

/** All ids have the same length, so that nothing is between this and the id. */
const justAfter = (id: string) => `${id}0`;

/** What of the list's time there is to look through; null when there is nothing. */
async function findWhole(
  db: Queryable,
  { query, cursor }: TicketSearch,
): Promise<{ from: string; before: string; oldestMs: number; startMs: number } | null> {
  const { from, before } = spanOf(query);
  const given = { from, before: cursor === undefined || (before && before < cursor) ? before : cursor };
  const inSpan = and(...idsIn(given, tickets.id)) ?? sql`true`;
  const end = (order: SQL) =>
    sql`(select ${tickets.id} from ${tickets} where ${inSpan} order by ${tickets.id} ${order} limit 1)`;
  const [ends] = await run(db.execute(sql`select ${end(sql`asc`)} as oldest, ${end(sql`desc`)} as newest`));
  if (typeof ends?.oldest !== "string" || typeof ends.newest !== "string") return null;
  const newestMs = momentOfId(ends.newest);
  return {
    from: ends.oldest,
    before: justAfter(ends.newest),
    oldestMs: momentOfId(ends.oldest),
    // An id may be a day younger than its ticket: with an end of time, the first step begins there.
    startMs: query.to ? Math.min(newestMs, Date.parse(query.to)) : newestMs,
  };
}

/** So few tickets are looked up by themselves. */
const fewMax = 2_000;
/** So many in the newest days are no exception. */
const oftenFrom = 50;

/** Tickets of a span that have a triage with the model, tier, prompt and policy that are asked for. */
async function findRead(
  db: Queryable,
  query: TicketListQuery,
  span: { from: string; before: string },
): Promise<"many" | { newest: string | null; ids: string[] | null }> {
  const readIn = (part: Span) => and(...readingOf(query), ...idsIn(part, triages.ticketId));
  const nearFrom = idAtMoment(momentOfId(span.before) - gapMs);
  if (nearFrom > span.from) {
    const near = readIn({ from: nearFrom, before: span.before });
    const [counted] = await run(db.execute(sql`select count(*)::integer as n from ${triages} where ${near}`));
    if (Number(counted?.n) >= oftenFrom) return "many";
  }
  return await findFew(db, sql`select ${triages.ticketId} as id from ${triages} where ${readIn(span)}`);
}

/** The newest of the ids that a query finds, and all of them where they are few. */
async function findFew(db: Queryable, query: SQL): Promise<{ newest: string | null; ids: string[] | null }> {
  // Read to the end: with a limit, the planner would bet on the order of tickets, past all that do not pass.
  const [found] = await run(
    db.execute(sql`
      with passing as materialized (${query}),
        counted as (select count(*) as n, max(id) as newest from passing)
      select newest, case when n <= ${fewMax} then (select string_agg(id, ' ') from passing) end as ids from counted`),
  );
  return {
    newest: typeof found?.newest === "string" ? found.newest : null,
    ids: typeof found?.ids === "string" ? found.ids.split(" ") : null,
  };
}

async function findInStep(
  db: Queryable,
  { query, cursor, once }: TicketSearch,
  step: Span,
  { limit, without, among }: { limit: number; without: readonly string[]; among: readonly string[] | null },
): Promise<{ id: string; incident: string }[]> {
  const passing = and(
    ...filtersOf(query, step),
    among === null ? undefined : sql`${tickets.id} = any(${arrayParameter(among)}::text[])`,
    once && without.length > 0
      ? sql`${tickets.incidentKey} <> all(${arrayParameter(without)}::text[])`
      : undefined,
  );
  const found = db.select({ id: tickets.id, incident: tickets.incidentKey }).from(tickets).where(passing);
  const rows = await run(
    db.execute(
      once
        ? sql`
          with found as materialized (${found}),
            newest as (select distinct on (incident_key) id, incident_key from found order by incident_key, id desc)
          select id, incident_key as incident from (select * from newest order by id desc) as one
          where ${cursor === undefined ? sql`true` : standsForAll(query, cursor)}
          order by id desc limit ${limit}`
        : sql`
          with found as materialized (${found})
          select id, incident_key as incident from found order by id desc limit ${limit}`,
    ),
  );
  return rows.map(({ id, incident }) => ({ id: String(id), incident: String(incident) }));
}

/** No report of the incident passes the filters that stands on a page before this one. */
function standsForAll(query: TicketListQuery, cursor: string): SQL {
  const shown = and(
    eq(newerTickets.incidentKey, sql`one.incident_key`),
    ...filtersOf(query, { ...spanOf(query), from: cursor }, newerTickets),
  );
  // `offset 0`: asked for row by row, and for no more rows than the page takes.
  return sql`not exists (select from ${tickets} as newer where ${shown} offset 0)`;
}
