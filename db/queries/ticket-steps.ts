import { and, eq, type SQL, sql } from "drizzle-orm";
import type { TicketListQuery } from "../../lib/contracts/tickets.ts";
import type { Queryable } from "../client.ts";
import { tickets } from "../schema/tickets.ts";
import { triages } from "../schema/triages.ts";
import { arrayParameter } from "./array-parameter.ts";
import { run } from "./run.ts";
import {
  filtersOf,
  idAtMoment,
  idsIn,
  isOfReading,
  momentOfId,
  newerTickets,
  readingOf,
  type Span,
  spanOf,
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
const stepsMs = [1, 8, 3 * 24, 14 * 24, 60 * 24, 240 * 24].map((hours) => hours * hourMs);
/** From this step on it is worth asking first where in it the cards are that were read as asked for. */
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
    const newest = turn >= longFrom && isOfReading(query) ? await findNewestReading(db, query, step) : before;
    if (newest !== null && momentOfId(before) - momentOfId(newest) > gapMs) {
      // Versions and models have their time: before it there may be as many as in any other.
      startMs = momentOfId(newest);
      before = justAfter(newest);
      turn = -1;
      continue;
    }
    if (newest !== null) {
      const found = await findInStep(db, search, step, { limit: limit - ids.length, without: incidents });
      ids.push(...found.map(({ id }) => id));
      incidents.push(...found.map(({ incident }) => incident));
    }
    before = step.from;
  }
  return ids;
}

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

/**
 * A ticket in a span that has a triage with the model, tier, prompt and policy that are asked for: one of the newest
 * days, or, when these have none, the newest one.
 */
async function findNewestReading(
  db: Queryable,
  query: TicketListQuery,
  span: { from: string; before: string },
): Promise<string | null> {
  const nearFrom = idAtMoment(momentOfId(span.before) - gapMs);
  const near = nearFrom > span.from ? { ...span, from: nearFrom } : null;
  for (const part of near === null ? [span] : [near, span]) {
    const read = and(...readingOf(query), ...idsIn(part, triages.ticketId));
    // Not the bare id: its maximum would be looked for in the order of tickets, past all that were read otherwise.
    const [found] = await run(
      db.execute(sql`select max(${triages.ticketId} || '') as newest from ${triages} where ${read}`),
    );
    if (typeof found?.newest === "string") return found.newest;
  }
  return null;
}

async function findInStep(
  db: Queryable,
  { query, cursor, once }: TicketSearch,
  step: Span,
  { limit, without }: { limit: number; without: readonly string[] },
): Promise<{ id: string; incident: string }[]> {
  const passing = and(
    ...filtersOf(query, step),
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
